import { Readable } from 'node:stream';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/invitation-batches.ts';
import { invitationColumns } from '#domain/forms/invitation-columns.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { normalizeDocumentNumber } from '#domain/identifiers/id-card.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { refOf } from '#server/cases/index.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { openFileName } from '#server/platform/files/file-name.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { checkInvitationSheet, sheetContext } from './check-sheet.ts';
import { makeInvitationTemplate } from './invitation-template.ts';
import { headerOf } from './read-sheet.ts';
import { sendBatch } from './send-batch.ts';
import {
  type BatchRow,
  findBatch,
  headersOf,
  linesAfter,
  openCells,
  openFaults,
  recentBatches,
  removeBatch,
  type SheetLine,
} from './store.ts';
import { writeUnsentRows } from './unsent-rows.ts';

const summaryOf = (
  vault: Vault,
  { id, fileNameSealed, state, ready, faulty, sent, refused, uploadedBy, createdAt, finishedAt }: BatchRow,
) => ({
  id,
  fileName: openFileName(vault, fileNameSealed),
  state,
  counts: { ready, faulty, sent, refused },
  uploadedBy,
  uploadedAt: createdAt,
  finishedAt,
});

export function invitationBatchRoutes(platform: Platform): Served[] {
  const { database, vault } = platform;
  const getBatch = async (employerId: number, batchId: number) => {
    const row = await database.first(findBatch, [employerId, batchId]);
    return row ? summaryOf(vault, row) : refuse('not-found');
  };
  const rowOf = (line: SheetLine) => {
    const cells = openCells(vault, line);
    const code = cells.code?.text.trim();
    const { schoolId, caseId: id } = line;
    return {
      row: line.row,
      graduateName: cells.graduateName?.text.trim() ?? '',
      idNumber: code ? `签约码 ${code.slice(0, 3)}…` : maskIdNumber(normalizeDocumentNumber(cells.idNumber?.text ?? '')),
      jobTitle: cells.jobTitle?.text.trim() ?? '',
      outcome: line.outcome,
      faults: openFaults(vault, line),
      sentence: line.sentence,
      ref: schoolId === null || id === null ? null : refOf({ schoolId, id }),
      respondBy: line.respondBy,
    };
  };

  return [
    serve(contract.downloadInvitationTemplate, ({ scope }) =>
      withEmployer(scope, async employerId => {
        const context = await sheetContext(platform, employerId);
        if (isRefused(context)) return context;
        const { regions, agreement, validityDays } = context;
        const template = await makeInvitationTemplate(regions, { ...agreement, validityDays });
        return { stream: template, mediaType: xlsxMediaType, fileName: '签约邀请模板.xlsx', bytes: template.length };
      }),
    ),
    serve(contract.uploadInvitations, ({ scope, file, actor, key }) =>
      withEmployer(scope, async employerId => {
        // Sent as something else than a file, it has been parsed already, or is not there.
        if (!(file.stream instanceof Readable)) return refuse('file-kind', { kinds: ' xlsx 表格' });
        const upload = { stream: file.stream, fileName: file.name || '签约邀请.xlsx', employerId, actor, key };
        const checked = await checkInvitationSheet(platform, upload);
        return isRefused(checked) ? checked : getBatch(employerId, checked.batchId);
      }),
    ),
    serve(contract.listInvitationBatches, ({ scope }) =>
      withEmployer(scope, async employerId => ({
        batches: (await database.query(recentBatches, [employerId])).map(row => summaryOf(vault, row)),
      })),
    ),
    serve(contract.getInvitationBatch, ({ scope, params }) =>
      withEmployer(scope, async employerId => {
        const row = await database.first(findBatch, [employerId, params.id]);
        if (!row) return refuse('not-found');
        const headers = headersOf(row);
        // The person to invite is not one of the terms: it has no default.
        const isTerm = (key: string) => !['graduateName', 'idNumber', 'code'].includes(key);
        const label = (key: string | null) => invitationColumns.find(column => column.key === key)?.header ?? null;
        return {
          ...summaryOf(vault, row),
          columns: headers.map(({ header, key }) => ({ header, label: label(key) })),
          absent: invitationColumns
            .filter(({ key }) => isTerm(key) && !headers.some(one => one.key === key))
            .map(({ key }) => headerOf(key)),
        };
      }),
    ),
    serve(contract.listInvitationRows, ({ scope, params, query }) =>
      withEmployer(scope, async employerId => {
        if (!(await database.first(findBatch, [employerId, params.id]))) return refuse('not-found');
        const { after, outcome, limit } = query;
        const lines = await database.query(linesAfter, [employerId, params.id, after, outcome ?? null, limit + 1]);
        const shown = lines.slice(0, limit);
        return { rows: shown.map(rowOf), next: lines.length > limit ? (shown.at(-1)?.row ?? null) : null };
      }),
    ),
    serve(contract.sendInvitations, ({ scope, params, addressPrefix }) =>
      withEmployer(
        scope,
        async employerId =>
          (await sendBatch(platform, { employerId, batchId: params.id }, addressPrefix)) ?? getBatch(employerId, params.id),
      ),
    ),
    serve(contract.discardInvitations, ({ scope, params }) =>
      withEmployer(scope, async employerId =>
        (await database.execute(removeBatch, [employerId, params.id])) === 1 ? ok : refuse('not-found'),
      ),
    ),
    serve(contract.downloadUnsentRows, ({ scope, params }) =>
      withEmployer(scope, async employerId => {
        const row = await database.first(findBatch, [employerId, params.id]);
        if (!row) return refuse('not-found');
        const fileName = openFileName(vault, row.fileNameSealed).replace(/\.xlsx$/i, '');
        const stream = writeUnsentRows(platform, { employerId, batchId: params.id }, row);
        return { stream, mediaType: xlsxMediaType, fileName: `${fileName}-没有发送的行.xlsx` };
      }),
    ),
  ];
}
