import { directedModes } from '../codes/training-mode.ts';
import { checkDocument, type DocumentType } from '../identifiers/documents.ts';
import { idCardGender, normalizeDocumentNumber } from '../identifiers/id-card.ts';
import { type RosterContext, readRosterCell } from './roster-cells.ts';
import { type RosterColumn, type RosterKey, rosterColumn, rosterColumns } from './roster-columns.ts';

export { findRosterColumn } from './find-roster-column.ts';
export type { RosterContext } from './roster-cells.ts';
export { type RosterColumn, type RosterKey, rosterColumn, rosterColumns } from './roster-columns.ts';

type Column = (typeof rosterColumns)[number];
type RequiredKey = Extract<Column, { required: true }>['key'];
type OptionalKey = Exclude<RosterKey, RequiredKey | 'cohort'>;

/**
 * What one row says: a text is the new value (codes, a department's id, YYYYMM), null erases, undefined keeps what is known.
 * The exam number is always there: rows are matched by it.
 */
export type RosterRow = { readonly examNumber: string } & {
  readonly [Key in Exclude<RequiredKey, 'examNumber'>]?: string | undefined;
} & { readonly [Key in OptionalKey]?: string | null | undefined };

/** What is known of a graduate once a row has been taken in. */
export type RosterRecord = { readonly [Key in RequiredKey]: string } & { readonly [Key in OptionalKey]: string | null };

export interface RosterFault {
  readonly column: RosterKey;
  /** A whole sentence with the column's name in it. */
  readonly message: string;
}

export type RosterOutcome<Value> = { readonly ok: Value } | { readonly faults: readonly RosterFault[] };

/** The word that erases a value. */
export const eraseWord = '清空';

type Values = Partial<Record<RosterKey, string | null>>;

/** Copied and then filled: an object that grows to 27 keys one by one costs ten times its size. */
const emptyRecord: Readonly<Record<string, string | null>> = Object.fromEntries(
  rosterColumns.flatMap(({ key }) => (key === 'cohort' ? [] : [[key, null]])),
);

const isErasable = (column: RosterColumn) => !column.required && column.key !== 'cohort';

function faultAt(column: RosterColumn, message: string): RosterFault {
  return { column: column.key, message: message.includes(column.header) ? message : `${column.header}：${message}` };
}

const isDocumentType = (text: string): text is DocumentType => text === 'idCard' || text === 'passport' || text === 'hmtPermit';

/** What the values say about each other; a value that is not there is not asked. */
function crossFaults(values: Values): readonly RosterFault[] {
  const faults: RosterFault[] = [];
  const add = (key: RosterKey, message: string) => faults.push(faultAt(rosterColumn(key), message));
  const { idNumber, admittedIn, graduatesIn } = values;
  const type = values.documentType ?? 'idCard';
  if (idNumber && isDocumentType(type)) {
    const wrong = checkDocument(type, idNumber);
    if (wrong !== undefined) add('idNumber', wrong);
  }
  if (admittedIn && graduatesIn && admittedIn >= graduatesIn) add('graduatesIn', '毕业时间应晚于入学时间，请核对');
  return faults;
}

/** What is taken in and should be looked at: an ID number is not always right about the gender of its bearer. */
export const rosterWarnings = ({ documentType, idNumber, gender }: RosterRecord): readonly RosterFault[] =>
  documentType === 'idCard' && idCardGender(normalizeDocumentNumber(idNumber)) !== gender
    ? [faultAt(rosterColumn('gender'), '性别与身份证号第 17 位不符，请核对性别和身份证号')]
    : [];

function readCells(cells: Readonly<Record<string, string>>, context: RosterContext) {
  const values: Values = {};
  const faults: RosterFault[] = [];
  for (const column of rosterColumns) {
    const text = (cells[column.key] ?? '').trim();
    if (text === '') continue;
    if (text === eraseWord) {
      if (isErasable(column)) values[column.key] = null;
      else faults.push(faultAt(column, `${column.header}不能清空，请填写`));
      continue;
    }
    const outcome = readRosterCell(column, text, context);
    if ('fault' in outcome) faults.push(faultAt(column, outcome.fault));
    else if (column.key !== 'cohort') values[column.key] = outcome.value;
  }
  return { values, faults };
}

/**
 * One row of an upload, cell by cell and against itself. An empty cell keeps what is known, 清空 erases; whether a new graduate's
 * row is whole is asked by `mergeRosterRow`, which knows what is there.
 * @param cells the texts by column key
 */
export function parseRosterRow(cells: Readonly<Record<string, string>>, context: RosterContext): RosterOutcome<RosterRow> {
  const { values, faults } = readCells(cells, context);
  if (!values.examNumber && !faults.some(fault => fault.column === 'examNumber')) {
    faults.unshift(faultAt(rosterColumn('examNumber'), '请填写考生号'));
  }
  faults.push(...crossFaults(values));
  if (directedModes.includes(values.trainingMode ?? '') && values.directedUnit === null) {
    faults.push(faultAt(rosterColumn('directedUnit'), '定向、委培毕业生的单位不能清空，请填写'));
  }
  return faults.length === 0 && isRosterRow(values) ? { ok: values } : { faults };
}

/** Only optional columns can be erased, so the required ones are texts: said once, where the types meet. */
function isRosterRow(values: Values): values is Values & RosterRow {
  return values.examNumber !== undefined && rosterColumns.every(column => !column.required || values[column.key] !== null);
}

function isRosterRecord(values: Readonly<Record<string, string | null>>): values is Record<string, string | null> & RosterRecord {
  return rosterColumns.every(column =>
    column.required ? typeof values[column.key] === 'string' : column.key === 'cohort' || values[column.key] !== undefined,
  );
}

/**
 * The row laid over what is known of the graduate (undefined: a new one), checked as a whole: nothing required is missing, the ID
 * number fits its type, a directed or commissioned graduate has a unit and its region.
 */
export function mergeRosterRow(known: RosterRecord | undefined, row: RosterRow): RosterOutcome<RosterRecord> {
  const record = { ...emptyRecord };
  const faults: RosterFault[] = [];
  for (const column of rosterColumns) {
    if (column.key === 'cohort') continue;
    const said = row[column.key];
    record[column.key] = (said === undefined ? known?.[column.key] : said) ?? null;
    if (column.required && record[column.key] === null) faults.push(faultAt(column, `请填写${column.header}`));
  }
  if (directedModes.includes(record.trainingMode ?? '')) {
    for (const key of ['directedUnit', 'directedRegion'] as const) {
      if (!record[key]) faults.push(faultAt(rosterColumn(key), `培养方式为定向、委培时须填写${rosterColumn(key).header}`));
    }
  }
  faults.push(...crossFaults(record));
  return faults.length === 0 && isRosterRecord(record) ? { ok: record } : { faults };
}
