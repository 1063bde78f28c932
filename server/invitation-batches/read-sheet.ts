import { findInvitationColumn, invitationColumns, type SheetKey } from '#domain/forms/invitation-columns.ts';
import type { CodeInvitationForm, InvitationForm } from '#domain/forms/invitation-form.ts';
import {
  namesSomebody,
  readInvitationRow,
  type SheetCells,
  type SheetContext,
  type SheetFault,
  whomOf,
} from '#domain/forms/invitation-sheet.ts';
import { remarkHeaders } from '#server/platform/sheets/map-headers.ts';
import type { RefusedFile } from '#server/platform/sheets/refused-file.ts';
import { readRows, type SheetRow, workbookRefusal } from '#server/platform/sheets/sheets.ts';
import { maxInvitations } from './invitation-template.ts';

export interface Header {
  readonly header: string;
  readonly index: number;
  readonly key: SheetKey | null;
}
export interface CheckedRow {
  /** What the row says, when nothing is wrong with it. */
  readonly form?: InvitationForm | CodeInvitationForm;
  readonly row: number;
  readonly cells: SheetCells;
  readonly faults: readonly SheetFault[];
}
export interface CheckedSheet {
  readonly headers: readonly Header[];
  readonly rows: readonly CheckedRow[];
}

/** Some put a title above the headers. */
const headerRowsLookedAt = 10;
/** The template has a thousand rows. Rows beyond this number are not read. */
const rowsLookedAt = 20_000;

function headersIn({ cells }: SheetRow): Header[] {
  return cells.flatMap((cell, index) => {
    const header = cell.text.trim();
    if (header === '' || remarkHeaders.some(remark => remark === header)) return [];
    return [{ header, index, key: findInvitationColumn(header) ?? null }];
  });
}

function refusedHeaders(headers: readonly Header[]): RefusedFile | undefined {
  const keys = headers.flatMap(({ key }) => key ?? []);
  const names = keys.includes('code') || (keys.includes('graduateName') && keys.includes('idNumber'));
  if (!names) return { refused: 'no-usable-columns', detail: { names: ['毕业生姓名', '毕业生身份证号'] } };
  const twice = headers.filter(({ key }) => key && keys.indexOf(key) !== keys.lastIndexOf(key));
  return twice.length > 0 ? { refused: 'duplicate-columns', detail: { names: twice.map(({ header }) => header) } } : undefined;
}

const cellsOf = ({ cells }: SheetRow, headers: readonly Header[]): SheetCells =>
  Object.fromEntries(
    headers.flatMap(({ key, index }) => {
      const cell = cells[index];
      return key && cell && cell.kind !== 'empty' ? [[key, cell]] : [];
    }),
  );

/** Reads a whole sheet and says of every row what is wrong with it. Rows below the last that names somebody are the template's. */
export async function readInvitationSheet(
  path: string,
  context: Omit<SheetContext, 'columns'>,
): Promise<CheckedSheet | RefusedFile> {
  let headers: readonly Header[] | undefined;
  const filled: { readonly row: number; readonly cells: SheetCells }[] = [];
  try {
    let first = 0;
    for await (const row of readRows(path)) {
      first ||= row.row;
      if (row.row > first + rowsLookedAt) break;
      if (headers) filled.push({ row: row.row, cells: cellsOf(row, headers) });
      else {
        const found = headersIn(row);
        if (found.filter(({ key }) => key !== null).length >= 2) headers = found;
        else if (row.row >= first + headerRowsLookedAt) break;
      }
    }
  } catch (error) {
    const refused = workbookRefusal(error);
    if (!refused) throw error;
    return { refused };
  }
  const refused = refusedHeaders(headers ?? []);
  if (refused || !headers) return refused ?? { refused: 'no-rows' };
  const rows = filled.slice(0, filled.findLastIndex(({ cells }) => namesSomebody(cells)) + 1);
  if (rows.length === 0) return { refused: 'no-rows' };
  if (rows.length > maxInvitations) return { refused: 'too-many-rows', detail: { limit: maxInvitations } };
  return { headers, rows: checkRows(rows, { ...context, columns: new Set(headers.flatMap(({ key }) => key ?? [])) }) };
}

function checkRows(rows: readonly { row: number; cells: SheetCells }[], context: SheetContext): CheckedRow[] {
  const seen = new Map<string, number>();
  return rows.map(({ row, cells }) => {
    const read = readInvitationRow(cells, context);
    if ('faults' in read) return { row, cells, faults: read.faults };
    const whom = whomOf(read.form);
    const earlier = seen.get(whom);
    if (earlier === undefined) seen.set(whom, row);
    const key = 'code' in read.form ? 'code' : 'idNumber';
    return {
      row,
      cells,
      form: read.form,
      faults: earlier === undefined ? [] : [{ key, message: `与第 ${earlier} 行是同一位毕业生，请删除一行` }],
    };
  });
}

/** The header of a column as the template has it. */
export const headerOf = (key: SheetKey): string => invitationColumns.find(column => column.key === key)?.header ?? key;
