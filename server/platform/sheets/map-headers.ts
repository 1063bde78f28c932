import type { Cell, SheetRow } from './sheets.ts';

/** Columns of a sheet of refused rows: they say something about a row and are no part of it. */
export const remarkHeaders = ['错误原因', '原行号'] as const;

/** The columns that a table may have. */
export interface TableColumns<Key extends string> {
  readonly columns: readonly { readonly key: Key; readonly header: string; readonly required: boolean }[];
  /** The column that a header means; undefined when none does. */
  readonly find: (header: string) => Key | undefined;
}

export type HeaderMapping<Key extends string> = {
  /** The number of the row with the headers, as Excel shows it. */
  row: number;
  /** Every header of the file and the column that it means (undefined: unknown, not taken in). Remarks are left out. */
  headers: readonly { header: string; index: number; key: Key | undefined }[];
  /** The position of each column. */
  places: ReadonlyMap<Key, number>;
  /** The headers of optional columns that the file does not have. */
  absent: string[];
};

export type HeaderRefusal =
  | { refused: 'no-usable-columns'; missing: readonly string[] }
  | { refused: 'duplicate-columns'; duplicated: readonly string[] };

/** Some schools put a title above the headers. */
export const headerRowsLookedAt = 10;

/**
 * Finds the headers among the first rows: the first row with at least two known ones. All required columns have to be
 * there, each once.
 */
export function mapHeaders<Key extends string>(
  { columns, find }: TableColumns<Key>,
  rows: readonly SheetRow[],
): HeaderMapping<Key> | HeaderRefusal {
  const row = rows.find(({ cells }) => cells.filter(cell => isHeader(cell) && find(cell.text) !== undefined).length >= 2);
  const headers = (row?.cells ?? []).flatMap((cell, index) => {
    const header = cell.text.trim();
    if (!isHeader(cell) || remarkHeaders.some(remark => remark === header)) return [];
    return [{ header, index, key: find(header) }];
  });
  const places = new Map<Key, number>();
  const duplicated: string[] = [];
  for (const { header, index, key } of headers) {
    if (key === undefined) continue;
    if (places.has(key)) duplicated.push(header);
    else places.set(key, index);
  }
  const missing = columns.filter(({ key, required }) => required && !places.has(key)).map(({ header }) => header);
  if (!row || missing.length > 0) return { refused: 'no-usable-columns', missing };
  if (duplicated.length > 0) return { refused: 'duplicate-columns', duplicated };
  return { row: row.row, headers, places, absent: columns.filter(({ key }) => !places.has(key)).map(({ header }) => header) };
}

function isHeader(cell: Cell): boolean {
  return cell.kind === 'text' && cell.text.trim() !== '';
}
