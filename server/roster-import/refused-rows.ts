import { PassThrough } from 'node:stream';
import type { FileRefusal, FileStore, StoredFile } from '#server/platform/files/files.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';
import { type SheetColumn, type SheetValue, writeRows } from '#server/platform/sheets/write.ts';
import { type HeaderMapping, remarkHeaders } from './map-headers.ts';
import type { StagedFault } from './staging.ts';

/** No refused-rows file is larger than what it was taken from by more than its reasons. */
const maxBytes = 200e6;

/**
 * Writes the faulty rows of a file as they stood in it, all columns, with the reasons and the row's number in front.
 * Streams from the upload to the store: nothing is kept in memory or in a temporary file of its own.
 */
export async function storeRefusedRows(
  files: FileStore,
  path: string,
  mapping: HeaderMapping,
  faults: AsyncIterable<StagedFault>,
): Promise<StoredFile> {
  const columns: SheetColumn[] = [
    { header: remarkHeaders[0], width: 60 },
    { header: remarkHeaders[1], type: 'number', width: 10 },
    ...mapping.headers.map(({ header }) => ({ header, width: Math.max(12, header.length * 2 + 4) })),
  ];
  const sheet = new PassThrough();
  const writing = writeRows('有误的行', columns, faultyRows(path, mapping, faults), sheet);
  const [stored] = await Promise.all([files.put(sheet, { maxBytes }), writing]);
  return wholeFile(stored);
}

function wholeFile(stored: StoredFile | FileRefusal): StoredFile {
  if ('refused' in stored) throw new Error(`the file of refused rows was not stored: ${stored.refused}`);
  return stored;
}

async function* faultyRows(
  path: string,
  mapping: HeaderMapping,
  faults: AsyncIterable<StagedFault>,
): AsyncGenerator<SheetValue[]> {
  const source = readRows(path);
  try {
    for await (const { row, fault } of faults) {
      let read = await source.next();
      while (!read.done && read.value.row < row) read = await source.next();
      if (read.done || read.value.row !== row) throw new Error('a row of the upload is gone');
      const { cells } = read.value;
      yield [fault, row, ...mapping.headers.map(({ index }) => cells[index]?.text ?? null)];
    }
  } finally {
    await source.return();
  }
}
