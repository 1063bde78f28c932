import { type HeaderMapping, headerRowsLookedAt, mapHeaders, type TableColumns } from './map-headers.ts';
import type { RefusedFile } from './refused-file.ts';
import { readRowsTogether, type SheetRow, workbookRefusal } from './sheets.ts';

/** Turns an error that a file brought about into what is wrong with it; anything else is thrown on. */
export function refusedFile(error: unknown): RefusedFile {
  const refused = workbookRefusal(error);
  if (!refused) throw error;
  return { refused };
}

/** Which columns a file has, without reading its rows: shown before an import is started. */
export async function previewTable<Key extends string>(
  path: string,
  columns: TableColumns<Key>,
): Promise<HeaderMapping<Key> | RefusedFile> {
  const opened = await openTable(path, columns);
  if ('refused' in opened) return opened;
  await opened.close();
  return opened.mapping;
}

type RowsTogether = AsyncGenerator<readonly SheetRow[], void, undefined>;

export type OpenTable<Key extends string> = { mapping: HeaderMapping<Key>; rows: RowsTogether; close(): Promise<void> };

/** Opens a file, finds its headers and gives the rows below them. Reading on may still meet a fault: see `refusedFile`. */
export async function openTable<Key extends string>(
  path: string,
  columns: TableColumns<Key>,
): Promise<OpenTable<Key> | RefusedFile> {
  const source = readRowsTogether(path);
  const first: SheetRow[] = [];
  try {
    while (first.length < headerRowsLookedAt) {
      const read = await source.next();
      if (read.done) break;
      first.push(...read.value);
    }
  } catch (error) {
    return refusedFile(error);
  }
  const mapping = mapHeaders(columns, first.slice(0, headerRowsLookedAt));
  if ('refused' in mapping) {
    await source.return();
    const names = mapping.refused === 'no-usable-columns' ? mapping.missing : mapping.duplicated;
    return { refused: mapping.refused, detail: { names } };
  }
  const below = first.filter(({ row }) => row > mapping.row);
  return { mapping, rows: joined(below, source), close: async () => void (await source.return()) };
}

async function* joined(first: readonly SheetRow[], rest: RowsTogether): RowsTogether {
  yield first;
  yield* rest;
}
