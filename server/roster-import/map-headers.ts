import { findRosterColumn, type RosterColumn, type RosterKey, rosterColumns } from '#domain/forms/roster-row.ts';
import type { Cell, SheetRow } from '#server/platform/sheets/sheets.ts';

/** Columns of the file of refused rows: they say something about a row and are no part of it. */
export const remarkHeaders = ['错误原因', '原行号'] as const;

export type HeaderMapping = {
  /** The number of the row with the headers, as Excel shows it. */
  row: number;
  /** Every header of the file and the column that it means (undefined: unknown, not taken in). Remarks are left out. */
  headers: readonly { header: string; index: number; key: RosterKey | undefined }[];
  /** Where each column stands. */
  places: ReadonlyMap<RosterKey, number>;
  /** Optional columns that the file does not have. */
  absent: readonly RosterColumn[];
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
export function mapHeaders(rows: readonly SheetRow[]): HeaderMapping | HeaderRefusal {
  const row = rows.find(
    ({ cells }) => cells.filter(cell => isHeader(cell) && findRosterColumn(cell.text) !== undefined).length >= 2,
  );
  const headers = (row?.cells ?? []).flatMap((cell, index) => {
    const header = cell.text.trim();
    if (!isHeader(cell) || remarkHeaders.some(remark => remark === header)) return [];
    return [{ header, index, key: findRosterColumn(header) }];
  });
  const places = new Map<RosterKey, number>();
  const duplicated: string[] = [];
  for (const { header, index, key } of headers) {
    if (key === undefined) continue;
    if (places.has(key)) duplicated.push(header);
    else places.set(key, index);
  }
  const isMissing = ({ key }: RosterColumn) => !places.has(key);
  const missing = rosterColumns.filter(column => column.required && isMissing(column)).map(column => column.header);
  if (!row || missing.length > 0) return { refused: 'no-usable-columns', missing };
  if (duplicated.length > 0) return { refused: 'duplicate-columns', duplicated };
  return { row: row.row, headers, places, absent: rosterColumns.filter(isMissing) };
}

function isHeader(cell: Cell): boolean {
  return cell.kind === 'text' && cell.text.trim() !== '';
}
