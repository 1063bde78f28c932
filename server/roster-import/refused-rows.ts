import type { FileStore, StoredFile } from '#server/platform/files/files.ts';
import type { HeaderMapping } from '#server/platform/sheets/map-headers.ts';
import { type RowFault, refusedRowsSheet } from '#server/platform/sheets/refused-rows.ts';

/** No refused-rows file is larger than what it was taken from by more than its reasons. */
const maxBytes = 200e6;

/** Puts the sheet of faulty rows into the store. */
export async function storeRefusedRows(
  files: FileStore,
  path: string,
  mapping: HeaderMapping<string>,
  faults: AsyncIterable<RowFault>,
): Promise<StoredFile> {
  const stored = await files.put(refusedRowsSheet(path, mapping, faults), { maxBytes });
  if ('refused' in stored) throw new Error(`the file of refused rows was not stored: ${stored.refused}`);
  return stored;
}
