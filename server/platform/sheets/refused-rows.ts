import { PassThrough } from 'node:stream';
import { type HeaderMapping, remarkHeaders } from './map-headers.ts';
import { readRows } from './sheets.ts';
import { type SheetColumn, type SheetValue, writeRows } from './write.ts';

/** What is wrong with a row of a file. */
export interface RowFault {
  readonly row: number;
  readonly fault: string;
}

/**
 * The faulty rows of a file as they were in it, all columns, with the reasons and the row's number in front: mended, it can be
 * uploaded as it is. Streams from the upload: nothing is kept in memory. Ends with the whole sheet, or fails.
 */
export function refusedRowsSheet(
  path: string,
  { headers }: Pick<HeaderMapping<string>, 'headers'>,
  faults: AsyncIterable<RowFault>,
): PassThrough {
  const columns: SheetColumn[] = [
    { header: remarkHeaders[0], width: 60 },
    { header: remarkHeaders[1], type: 'number', width: 10 },
    ...headers.map(({ header }) => ({ header, width: Math.max(12, header.length * 2 + 4) })),
  ];
  const sheet = new PassThrough();
  const places = headers.map(({ index }) => index);
  writeRows('有误的行', columns, faultyRows(path, places, faults), sheet).catch(error => sheet.destroy(error));
  return sheet;
}

async function* faultyRows(
  path: string,
  places: readonly number[],
  faults: AsyncIterable<RowFault>,
): AsyncGenerator<SheetValue[]> {
  const source = readRows(path);
  try {
    for await (const { row, fault } of faults) {
      let read = await source.next();
      while (!read.done && read.value.row < row) read = await source.next();
      if (read.done || read.value.row !== row) throw new Error('a row of the upload is gone');
      const { cells } = read.value;
      yield [fault, row, ...places.map(index => cells[index]?.text ?? null)];
    }
  } finally {
    await source.return();
  }
}
