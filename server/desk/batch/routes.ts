import { PassThrough } from 'node:stream';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/batches.ts';
import { reasonsAnywhere } from '#domain/actions/reasons.ts';
import { labelOf, placeOf } from '#domain/flows/all.ts';
import { batchOffers } from '#domain/flows/batch.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { refOf } from '#server/cases/index.ts';
import { describeJob, findJob } from '#server/desk-jobs/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, scopeOf } from '#server/platform/scope/scope.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { deskViewOf } from '../lists/desk-view.ts';
import { startBatch, waitingRows } from './batch.ts';
import { type CaseOutcomeRow, countOutcomes, outcomesOf } from './store.ts';

/** As far as somebody's desk reaches, for the cases of a job that they may see. */
function deskScope(actor: Actor): Scope {
  if (actor.employerId !== undefined) return scopeOf(actor, 'employer');
  return scopeOf(actor, actor.kind === 'department' ? 'department' : 'school');
}

export function batchRoutes(platform: Platform): Served[] {
  const { database, clock } = platform;
  return [
    serve(contract.batchOptions, async ({ query, actor, scope }) => {
      const { level, scope: inside } = deskViewOf(actor, scope);
      const settings = await getSchoolSettings(database, inside.schoolId);
      const offers = level ? batchOffers(query.flow, level) : [];
      return {
        open: settings.batchReview && offers.length > 0,
        actions: offers.map(({ action, word, asks }) => ({
          action,
          word,
          asksReason: asks === 'reason',
          reasons: asks === 'reason' ? [...reasonsAnywhere(query.flow, action, settings.reasons)] : [],
        })),
      };
    }),
    serve(contract.previewBatch, async ({ query, actor, scope }) => {
      const asOf = clock.now();
      const { rows, over } = await waitingRows(database, actor, scope, query);
      const flagged = [...new Set(rows.flatMap(row => (row.flagged ? [row.employerName] : [])))];
      return { count: rows.length, over, asOf, flagged };
    }),
    serve(contract.startBatch, async ({ body, actor, scope, key, addressPrefix, device }) => {
      const begun = await startBatch(platform, { asked: body, actor, scope, key, addressPrefix, device });
      if (isRefused(begun)) return begun;
      const job = await findJob(database, actor, scope, begun.jobId);
      return job ? describeJob(job) : refuse('not-found');
    }),
    serve(contract.listJobCases, async ({ params, query, actor, scope }) => {
      if (!(await findJob(database, actor, scope, params.id))) return refuse('not-found');
      const { outcome, cursor, limit } = query;
      const after = /^\d{1,9}$/.test(cursor ?? '') ? Number(cursor) : 0;
      const [counts, rows] = await Promise.all([
        database.one(countOutcomes, [params.id]),
        outcomesOf(database, params.id, deskScope(actor), { outcome, after, limit: limit + 1 }),
      ]);
      const shown = rows.slice(0, limit);
      return { counts, rows: shown.map(described), next: rows.length > limit ? String(shown.at(-1)?.row) : null };
    }),
    serve(contract.downloadJobFailures, async ({ params, actor, scope }) => {
      const job = await findJob(database, actor, scope, params.id);
      if (!job?.hasCases) return refuse('not-found');
      const stream = new PassThrough();
      const rows = failuresOf(platform, params.id, deskScope(actor));
      writeRows('未办理成功的记录', failureColumns, rows, stream).catch(error => stream.destroy(error));
      return { stream, mediaType: xlsxMediaType, fileName: `未办理成功的记录-${params.id}.xlsx` };
    }),
  ];
}

function described(row: CaseOutcomeRow) {
  const { flow, state, graduateName, studentNumber, departmentName, employerName, sentence, outcome } = row;
  const isSeen = flow !== null && state !== null;
  return {
    row: row.row,
    ref: refOf(row),
    flow,
    graduateName: graduateName ?? '',
    studentNumber: studentNumber ?? '',
    departmentName: departmentName ?? '',
    employerName: employerName ?? '',
    outcome,
    sentence,
    label: isSeen ? labelOf(flow, state, false) : '',
    tone: isSeen ? placeOf(flow, state).tone : null,
  };
}

const failureColumns: readonly SheetColumn[] = [
  { header: '姓名', width: 16 },
  { header: '学号', width: 16 },
  { header: '考生号', width: 18 },
  { header: '院系', width: 24 },
  { header: '单位、院校或去向', width: 36 },
  { header: '当前状态', width: 32 },
  { header: '未办理成功的原因', width: 60 },
];

async function* failuresOf({ database }: Platform, jobId: number, scope: Scope): AsyncGenerator<SheetValue[]> {
  const limit = 500;
  for (let after = 0; ; ) {
    const rows = await outcomesOf(database, jobId, scope, { outcome: 'refused', after, limit });
    for (const row of rows) {
      const { graduateName, studentNumber, departmentName, employerName, label } = described(row);
      yield [graduateName, studentNumber, row.examNumber ?? '', departmentName, employerName, label, row.sentence];
    }
    if (rows.length < limit) return;
    after = rows.at(-1)?.row ?? 0;
  }
}
