/** 批量签约邀请: what a row of the sheet says. */
import type { RegionTable } from '../codes/regions.ts';
import { normalizeInvitationCode } from '../identifiers/invitation-code.ts';
import { type InvitationColumn, invitationColumns, type SheetKey, whomKeys } from './invitation-columns.ts';
import { type CodeInvitationForm, codeInvitationForm, type InvitationForm, invitationForm } from './invitation-form.ts';
import { isFilled, type ReadCell, readCode, readId, readName, readRegion, readText, type SheetCell } from './sheet-cells.ts';

export type SheetCells = Readonly<Partial<Record<SheetKey, SheetCell>>>;

export interface SheetFault {
  readonly key: SheetKey;
  readonly message: string;
}
/** What the agreements of one employer have in common: its certified data, and its terms for columns that the file does not have. */
export interface SheetContext {
  readonly regions: RegionTable;
  readonly agreement: Readonly<Record<string, unknown>>;
  readonly validityDays: number;
  /** The columns that the file has. */
  readonly columns: ReadonlySet<SheetKey>;
}
export type SheetRow = { readonly form: InvitationForm | CodeInvitationForm } | { readonly faults: readonly SheetFault[] };

type Read = ReadCell<unknown>;
const value = (it: unknown): Read => ({ value: it });

/** 2027/7/5, 2027.07.05 and 2027年7月5日 are days as much as 2027-07-05. */
function readDay(text: string): Read {
  const [, year, month = '', day = ''] = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(text.normalize('NFKC')) ?? [];
  return year ? value(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`) : value(text);
}
function readDays(text: string): Read {
  const days = Number(text.normalize('NFKC').replace(/天$/, ''));
  return value(Number.isNaN(days) ? text : days);
}

const readers: Readonly<Partial<Record<SheetKey, (text: string) => Read>>> = {
  graduateName: readName,
  idNumber: readId,
  code: text => value(normalizeInvitationCode(text)),
  validityDays: readDays,
  reportDeadline: readDay,
};

function readCell(column: InvitationColumn, cell: SheetCell, regions: RegionTable): Read {
  const whole = readText(cell);
  if ('fault' in whole) return whole;
  const text = whole.value;
  const own = readers[column.key];
  if (own) return own(text);
  if (column.codeTable) return readCode(column.codeTable, text);
  return column.kind === 'region' ? readRegion(regions, text) : value(text);
}

/** Whether a row names somebody. Below the last row that does, the template's own rows begin. */
export const namesSomebody = (cells: SheetCells): boolean => whomKeys.some(key => isFilled(cells[key]));

/** One row as an invitation, or everything that is wrong with it, by column. */
export function readInvitationRow(cells: SheetCells, { regions, agreement, validityDays, columns }: SheetContext): SheetRow {
  const faults: SheetFault[] = [];
  const given: Record<string, unknown> = {};
  for (const column of invitationColumns) {
    const cell = cells[column.key];
    if (!isFilled(cell)) continue;
    const read = readCell(column, cell, regions);
    if ('fault' in read) faults.push({ key: column.key, message: read.fault });
    else given[column.key] = read.value;
  }
  const { graduateName = '', idNumber = '', code, validityDays: days = validityDays, ...terms } = given;
  const isTermOfFile = (key: string) => [...columns].some(column => column === key);
  const kept = Object.fromEntries(Object.entries(agreement).filter(([key]) => !isTermOfFile(key)));
  const rest = { validityDays: days, agreement: { ...kept, ...terms } };
  const parsed =
    code === undefined
      ? invitationForm.safeParse({ graduateName, idNumber, ...rest })
      : codeInvitationForm.safeParse({ code, ...rest });
  if (parsed.success) return faults.length > 0 ? { faults } : { form: parsed.data };
  const faulty = new Set(faults.map(({ key }) => key));
  for (const { path, message } of parsed.error.issues) {
    const key = invitationColumns.find(column => column.key === path.at(-1))?.key;
    // The sheet has no column for the employer's certified data.
    if (!key) faults.push({ key: 'graduateName', message: `单位信息：${message}` });
    // A cell that could not be read is not reported as missing too.
    else if (!faulty.has(key)) {
      faulty.add(key);
      faults.push({ key, message });
    }
  }
  return { faults };
}

/** The person that a row names, so that the same person in two rows is found. */
export const whomOf = (form: InvitationForm | CodeInvitationForm): string =>
  'code' in form ? `code:${form.code}` : `id:${form.idNumber}`;
