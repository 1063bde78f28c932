/** One graduate's roster row, changed field by field by the school: the same rules as an upload, each fault at its field. */
import { directedModes } from '../codes/training-mode.ts';
import {
  eraseWord,
  mergeRosterRow,
  parseRosterRow,
  type RosterContext,
  type RosterFault,
  type RosterKey,
  type RosterOutcome,
  type RosterRecord,
  rosterColumn,
  rosterColumns,
} from './roster-row.ts';

/** What stops a case in review when it changes: the agreement would name somebody else. */
export const keyColumns: readonly RosterKey[] = ['name', 'idNumber', 'educationLevel', 'majorCode', 'majorName'];

const byRequest = '修改须提交培养方式修改申请，由省级主管部门审核';
const fromSignIn = '毕业生已登录过，手机号码和电子邮箱以学信网为准';

/** The columns that nobody edits here, each with the sentence that says how they change. */
export function lockedColumns(
  { trainingMode }: RosterRecord,
  hasSignedIn: boolean,
): Readonly<Partial<Record<RosterKey, string>>> {
  const isDirected = directedModes.includes(trainingMode);
  return {
    cohort: '届别不能修改',
    trainingMode: byRequest,
    ...(isDirected ? { directedUnit: byRequest, directedRegion: byRequest } : {}),
    ...(hasSignedIn ? { phone: fromSignIn, email: fromSignIn } : {}),
  };
}

const isKey = (name: string): name is RosterKey => rosterColumns.some(({ key }) => key === name);

/**
 * The record after an edit, or what is wrong with it. `fields` are texts by column, only those that somebody changed: names or codes,
 * the department's name; an empty text erases what may be empty.
 */
export function editRosterRecord(
  known: RosterRecord,
  hasSignedIn: boolean,
  fields: Readonly<Record<string, string>>,
  context: RosterContext,
): RosterOutcome<RosterRecord> {
  const locked = lockedColumns(known, hasSignedIn);
  const faults: RosterFault[] = [];
  // What an ID number is checked against comes along, whatever was typed.
  const cells: Record<string, string> = {
    examNumber: known.examNumber,
    documentType: known.documentType,
  };
  for (const [key, text] of Object.entries(fields)) {
    if (!isKey(key)) continue;
    const { header, required } = rosterColumn(key);
    const sentence = locked[key];
    if (sentence) faults.push({ column: key, message: sentence });
    else if (text.trim() !== '') cells[key] = text;
    else if (required) faults.push({ column: key, message: `请填写${header}` });
    else cells[key] = eraseWord;
  }
  const parsed = parseRosterRow(cells, context);
  if ('faults' in parsed) return { faults: [...faults, ...parsed.faults] };
  if (faults.length > 0) return { faults };
  return mergeRosterRow(known, parsed.ok);
}
