import type { CodeTable } from '../codes/code-table.ts';
import { findCode, offeredEntries } from '../codes/code-table.ts';
import { codeTables } from '../codes/code-tables.ts';
import { findRegion, type RegionTable } from '../codes/regions.ts';
import { isEmail } from '../identifiers/email.ts';
import { checkExamNumber, normalizeExamNumber } from '../identifiers/exam-number.ts';
import { normalizeDocumentNumber } from '../identifiers/id-card.ts';
import { checkPersonName, describePersonNameFault, normalizePersonName } from '../identifiers/person-name.ts';
import { isMobile, normalizePhone } from '../identifiers/phone.ts';
import type { RosterColumn, RosterKey } from './roster-columns.ts';

/** What the cells of one upload are read against. */
export interface RosterContext {
  /** The year of graduation: 2027. */
  readonly cohort: number;
  readonly regions: RegionTable;
  /** The id of a department by its name. */
  readonly departments: ReadonlyMap<string, string>;
  /** Names of the school's majors by code; not asked when missing. */
  readonly majors?: ReadonlyMap<string, string> | undefined;
}

/** The value of a cell (null: known to be nothing), or what is wrong with it, without the column's name. */
export type CellOutcome = { readonly value: string | null } | { readonly fault: string };
type CellReader = (text: string, context: RosterContext) => CellOutcome;

const value = (text: string | null): CellOutcome => ({ value: text });
const fault = (message: string): CellOutcome => ({ fault: message });

const listed = (table: CodeTable) => {
  const names = offeredEntries(table).map(entry => entry.name);
  return names.length > 13 ? `${names.slice(0, 3).join('、')} 等` : names.join('、');
};

function codeReader(table: CodeTable): CellReader {
  return text => {
    const code = findCode(table, text);
    return code === undefined ? fault(`「${text}」不在代码表中，请填写名称或代码（${listed(table)}）`) : value(code);
  };
}

function readMonth(text: string): CellOutcome {
  const plain = text.normalize('NFKC');
  return /^(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])$/.test(plain) ? value(plain) : fault(`「${text}」不是六位年月，请填写如 202309`);
}

function readRegion(text: string, { regions }: RosterContext): CellOutcome {
  const code = findRegion(regions, text);
  if (code === undefined) return fault(`「${text}」不是有效的地区代码，请查地区代码表`);
  return regions.get(code)?.leaf ? value(code) : fault(`「${text}」未到最低一级，请填写区县一级的地区代码`);
}

function readDepartment(text: string, { departments }: RosterContext): CellOutcome {
  const id = departments.get(text) ?? departments.get(text.normalize('NFKC').replace(/\s+/gu, ''));
  return id === undefined ? fault(`「${text}」不是本校院系，请填写院系全称`) : value(id);
}

const readers: Readonly<Partial<Record<RosterKey, CellReader>>> = {
  cohort: (text, { cohort }) =>
    text.normalize('NFKC').replace(/届$/, '') === String(cohort)
      ? value(String(cohort))
      : fault(`「${text}」与所选的 ${cohort} 届不一致，请核对`),
  examNumber: text => {
    const number = normalizeExamNumber(text);
    const problem = checkExamNumber(number);
    return problem === undefined ? value(number) : fault(problem);
  },
  name: text => {
    const name = normalizePersonName(text);
    const problem = checkPersonName(name);
    return problem === undefined ? value(name) : fault(describePersonNameFault(problem));
  },
  idNumber: text => value(normalizeDocumentNumber(text)),
  majorCode: (text, { majors }) => {
    const written = text.normalize('NFKC').toUpperCase();
    // A major has six digits, some with letters after them; a spreadsheet drops the first when it is 0.
    const code = /^[0-9]{5}[TK]{0,2}$/.test(written) ? `0${written}` : written;
    if (!/^[0-9]{4}(?:[0-9A-Z]{2}[0-9A-Z]{0,6})?$/.test(code)) return fault(`「${text}」不是有效的专业代码，请查专业目录`);
    return majors === undefined || majors.has(code) ? value(code) : fault(`「${text}」不在本校专业表中，请核对`);
  },
  studentNumber: text =>
    /^[A-Za-z0-9-]{1,30}$/.test(text.normalize('NFKC'))
      ? value(text.normalize('NFKC'))
      : fault('应为 30 位以内的数字、字母，请核对'),
  schoolingYears: text => {
    const years = text.normalize('NFKC').replace(/年$/, '').replace(/\.0$/, '');
    return /^(?:[1-9]|10|[1-9]\.5)$/.test(years) ? value(years) : fault(`「${text}」不是有效的年数，请填写如 4 或 2.5`);
  },
  phone: text => (isMobile(normalizePhone(text)) ? value(normalizePhone(text)) : fault('应为 11 位手机号码，请核对')),
  email: text => (isEmail(text) ? value(text) : fault('格式不符，请填写如 name@example.com')),
};

const longest: Readonly<Partial<Record<RosterKey, number>>> = { directedUnit: 120 };

function readText(column: RosterColumn, text: string): CellOutcome {
  const most = longest[column.key] ?? 60;
  if ([...text].length > most) return fault(`最多 ${most} 个字，请精简`);
  return /[\p{Cc}\p{Co}]/u.test(text) ? fault('含有无法显示的字符，请重新输入') : value(text);
}

/** One cell that is neither empty nor 清空, read by its column. */
export function readRosterCell(column: RosterColumn, text: string, context: RosterContext): CellOutcome {
  const own = readers[column.key];
  if (own) return own(text, context);
  switch (column.kind) {
    case 'month':
      return readMonth(text);
    case 'region':
      return readRegion(text, context);
    case 'department':
      return readDepartment(text, context);
    case 'code': {
      const read = codeReader(codeTables[column.codeTable ?? 'yesNo'])(text, context);
      return 'value' in read && read.value === 'unknown' ? value(null) : read;
    }
    case 'text':
      return readText(column, text);
  }
}
