import { createReadStream } from 'node:fs';
import { z } from 'zod';
import { xlsxMediaType } from '#contract/parts/media-types.ts';
import * as contract from '#contract/routes/archive-work.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { importColumns } from '#domain/transfers/import-sheet.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { actorKey } from '#server/audit/index.ts';
import { whoseJobs } from '#server/desk-jobs/index.ts';
import { drain } from '#server/platform/files/drain.ts';
import { openFileName } from '#server/platform/files/file-name.ts';
import { recordStoredFile } from '#server/platform/files/stored-files.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { previewTable } from '#server/platform/sheets/open-table.ts';
import { receiveSheet } from '#server/platform/sheets/receive-sheet.ts';
import { describeSheetRefusal } from '#server/platform/sheets/refused-file.ts';
import { faultOf } from './check-sheet.ts';
import { describeImport } from './describe-import.ts';
import { startImport } from './import-job.ts';
import { linesAfter, type SheetLine, selectImport, selectImports } from './import-store.ts';
import { tableOf } from './import-table.ts';
import { makeImportTemplate, writeRegionCodes } from './import-template.ts';
import { refusedRows } from './refused-rows.ts';

const purpose = 'transfer-upload';
const findUpload = statement<{ id: string }>(
  'archive-work.find_upload',
  `select id from stored_file where id = $1 and purpose = '${purpose}' and school_id = $2 limit 1`,
);
const started = z.object({ importId: z.number() });

export function importRoutes(platform: Platform): Served[] {
  const { database, files, clock, vault } = platform;
  const findImport = (actor: Actor, kind: TransferKind, id: number) =>
    database.first(...selectImport(whoseJobs(actor), [actor.schoolId, kind, id]));
  async function show(actor: Actor, kind: TransferKind, id: number) {
    const row = await findImport(actor, kind, id);
    return row ? describeImport(row, vault) : refuse('not-found');
  }
  const lineOf = ({ faultsSealed, ...line }: SheetLine) => ({
    ...line,
    faults: faultsSealed ? vault.open(faultsSealed).split('\n').map(faultOf) : [],
  });

  return [
    serve(contract.downloadTransferTemplate, async ({ params: { kind } }) => {
      const template = await makeImportTemplate(kind);
      const fileName = `${transferDetails[kind].title}批量导入模板.xlsx`;
      return { stream: template, mediaType: xlsxMediaType, fileName, bytes: template.length };
    }),
    serve(contract.downloadRegionCodes, async () => {
      const stream = writeRegionCodes(await loadRegions(database));
      return { stream, mediaType: xlsxMediaType, fileName: '地区代码表.xlsx' };
    }),
    serve(contract.uploadTransferSheet, async ({ params: { kind }, file, actor, scope }) => {
      const { schoolId } = schoolOf(scope);
      const { maxBytes } = contract.uploadTransferSheet;
      // Stored only when it can be read: what is refused does not stay.
      const received = await receiveSheet(
        platform,
        file.stream,
        { sender: actorKey(actor), bytesAtMost: maxBytes },
        async ({ path }) => {
          const mapping = await previewTable(path, tableOf(kind));
          if ('refused' in mapping) return refuse('sheet-refused', { why: describeSheetRefusal(mapping) });
          const stored = await files.put(createReadStream(path), { maxBytes });
          if ('refused' in stored) throw new Error(`a sheet could not be stored: ${stored.refused}`);
          return { mapping, stored };
        },
      );
      if (isRefused(received)) {
        await drain(file.stream);
        return received;
      }
      const { mapping, stored } = received;
      const name = file.name || `${transferDetails[kind].title}.xlsx`;
      const { id, bytes, sha256 } = stored;
      const whose = { purpose, schoolId, accountId: actor.accountId, mediaType: xlsxMediaType } as const;
      await recordStoredFile(database, { ...whose, id, bytes, sha256 }, clock.now());
      const headers = new Map(importColumns[kind].map(({ key, header }) => [key, header]));
      const columns = mapping.headers.map(({ header, key }) => ({ header, label: headers.get(key ?? '') ?? null }));
      return { fileId: id, fileName: name, columns, absent: mapping.absent };
    }),
    serve(contract.startTransferImport, async ({ params: { kind }, body, actor, scope, key, addressPrefix }) => {
      const { schoolId } = schoolOf(scope);
      const command = { actor: actorKey(actor), key, content: ['transfer-import', kind, body], now: clock.now() };
      const begun = await once(database, command, started.parse, async (tx): Promise<{ importId: number } | Refused> => {
        if (!(await tx.first(findUpload, [body.fileId, schoolId]))) return refuse('file-missing');
        return startImport(platform, tx, { kind, schoolId, actor, ...body, addressPrefix });
      });
      return isRefused(begun) ? begun : show(actor, kind, begun.importId);
    }),
    serve(contract.listTransferImports, async ({ params: { kind }, actor }) => {
      const rows = await database.query(...selectImports(whoseJobs(actor), [actor.schoolId, kind]));
      return { runs: rows.map(row => describeImport(row, vault)) };
    }),
    serve(contract.getTransferImport, ({ params: { kind, id }, actor }) => show(actor, kind, id)),
    serve(contract.listTransferImportRows, async ({ params: { kind, id }, query, actor }) => {
      const row = await findImport(actor, kind, id);
      if (!row) return refuse('not-found');
      const after = /^\d{1,9}$/.test(query.cursor ?? '') ? Number(query.cursor) : 0;
      const lines = await database.query(linesAfter, [row.schoolId, id, after, query.outcome ?? null, query.limit + 1]);
      const shown = lines.slice(0, query.limit);
      return { rows: shown.map(lineOf), next: lines.length > query.limit ? String(shown.at(-1)?.row) : null };
    }),
    serve(contract.downloadTransferRefusedRows, async ({ params: { kind, id }, actor }) => {
      const row = await findImport(actor, kind, id);
      if (!row?.fileId || row.faulty === 0 || !(await files.has(row.fileId))) return refuse('not-found');
      const { schoolId, fileId } = row;
      const fileName = openFileName(vault, row.fileNameSealed);
      const stream = refusedRows(platform, { schoolId, importId: id, kind, fileId });
      return { stream, mediaType: xlsxMediaType, fileName: `${fileName.replace(/\.xlsx$/i, '')}-有误的行.xlsx` };
    }),
  ];
}
