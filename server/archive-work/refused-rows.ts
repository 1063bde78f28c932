import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { Platform } from '#server/platform/platform.ts';
import { previewTable } from '#server/platform/sheets/open-table.ts';
import { type RowFault, refusedRowsSheet } from '#server/platform/sheets/refused-rows.ts';
import { linesAfter } from './import-store.ts';
import { tableOf } from './import-table.ts';

const perRead = 500;

export interface RefusedRows {
  readonly schoolId: number;
  readonly importId: number;
  readonly kind: TransferKind;
  /** The sheet that was uploaded. */
  readonly fileId: string;
}
/** The faulty rows of a sheet as they were in it, with the reasons. Ends with the whole file, or fails. */
export function refusedRows(platform: Platform, rows: RefusedRows): Readable {
  const out = new PassThrough();
  platform.files
    .withPath(rows.fileId, async path => {
      const mapping = await previewTable(path, tableOf(rows.kind));
      if ('refused' in mapping) throw new Error(`an imported sheet can no longer be read: ${mapping.refused}`);
      await pipeline(refusedRowsSheet(path, mapping, faultsOf(platform, rows)), out);
    })
    .catch(error => out.destroy(error));
  return out;
}

async function* faultsOf({ database, vault }: Platform, { schoolId, importId }: RefusedRows): AsyncGenerator<RowFault> {
  for (let last = 0; ; ) {
    const lines = await database.query(linesAfter, [schoolId, importId, last, 'faulty', perRead]);
    for (const { row, faultsSealed } of lines) yield { row, fault: faultsSealed ? vault.open(faultsSealed) : '' };
    const end = lines.at(-1);
    if (!end) return;
    last = end.row;
  }
}
