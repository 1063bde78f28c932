/** 批量导入 of archive or hukou: the columns of the sheet, and what a row of it says. */
import type { CodeTable } from '../codes/code-table.ts';
import type { RegionTable } from '../codes/regions.ts';
import type { FieldKind } from '../forms/form-field.ts';
import { plainHeader } from '../forms/plain-header.ts';
import {
  isFilled,
  type ReadCell,
  readCode,
  readId,
  readName,
  readRegion,
  readText,
  type SheetCell,
} from '../forms/sheet-cells.ts';
import { checkExamNumber, normalizeExamNumber } from '../identifiers/exam-number.ts';
import type { PartContent } from '../reported/parts.ts';
import { contentOf } from './content.ts';
import { type TransferKind, transferDetails, transferKinds } from './kinds.ts';
import { transferForm } from './transfer-form.ts';

export interface ImportColumn {
  /** Of one of the three identifiers, or of the kind's form. */
  readonly key: string;
  readonly header: string;
  readonly required: boolean;
  readonly hint: string;
  readonly kind: FieldKind;
  readonly codeTable?: CodeTable | undefined;
}

const whom: readonly ImportColumn[] = [
  { key: 'examNumber', header: '考生号', required: true, hint: '与学生名单一致', kind: 'text' },
  { key: 'name', header: '姓名', required: true, hint: '与学生名单一致', kind: 'text' },
  { key: 'idNumber', header: '身份证号', required: true, hint: '与学生名单一致；须为文本格式', kind: 'text' },
];
const regionHint = '六位地区代码，填到最低一级，请查地区代码表';

const columnsOf = (kind: TransferKind): readonly ImportColumn[] => [
  ...whom,
  ...transferDetails[kind].fields.map(({ key, label, required, hint, kind, ...more }) => ({
    key,
    header: kind === 'region' ? label.replace(/地址（省市区）$/, '所在地区代码') : label,
    required,
    hint: kind === 'region' ? regionHint : hint,
    kind,
    codeTable: 'codeTable' in more ? more.codeTable : undefined,
  })),
];
export const importColumns: Readonly<Record<TransferKind, readonly ImportColumn[]>> = {
  archive: columnsOf('archive'),
  hukou: columnsOf('hukou'),
};

/** Other headers that people give a column. */
const aliases: Readonly<Record<string, string>> = { 证件号码: 'idNumber', 公民身份号码: 'idNumber', 毕业生姓名: 'name' };
const byHeader = new Map(
  transferKinds.map(kind => [
    kind,
    new Map([
      ...Object.entries(aliases).map(([header, key]) => [plainHeader(header), key] as const),
      ...transferDetails[kind].fields.map(({ key, label }) => [plainHeader(label), key] as const),
      ...importColumns[kind].map(({ key, header }) => [plainHeader(header), key] as const),
    ]),
  ]),
);
/** The column that a header means; undefined when none does. */
export const findImportColumn = (kind: TransferKind, header: string): string | undefined =>
  byHeader.get(kind)?.get(plainHeader(header));

export interface ImportFault {
  readonly column: string;
  readonly message: string;
}
/** Whom a row means, by all three identifiers. */
export interface Whom {
  readonly examNumber: string;
  readonly name: string;
  readonly idNumber: string;
}
export type ImportedRow = { readonly whom: Whom; readonly content: PartContent } | { readonly faults: readonly ImportFault[] };

const readers: Readonly<Record<string, (text: string) => ReadCell>> = {
  examNumber: text => {
    const number = normalizeExamNumber(text);
    const fault = checkExamNumber(number);
    return fault ? { fault } : { value: number };
  },
  name: readName,
  idNumber: readId,
};
function readCell({ key, kind, codeTable }: ImportColumn, cell: SheetCell, regions: RegionTable): ReadCell {
  const read = readText(cell);
  if ('fault' in read) return read;
  const own = readers[key];
  if (own) return own(read.value);
  if (codeTable) return readCode(codeTable, read.value);
  return kind === 'region' ? readRegion(regions, read.value) : read;
}

/** One row of the sheet, or everything that is wrong with it, by column. A row is the whole record: what it leaves blank is blank. */
export function readImportRow(
  kind: TransferKind,
  cellOf: (key: string) => SheetCell | undefined,
  regions: RegionTable,
): ImportedRow {
  const faults = new Map<string, string>();
  const given: Record<string, string> = {};
  for (const column of importColumns[kind]) {
    const cell = cellOf(column.key);
    if (!isFilled(cell)) continue;
    const read = readCell(column, cell, regions);
    if ('fault' in read) faults.set(column.key, read.fault);
    else given[column.key] = read.value;
  }
  const { examNumber = '', name = '', idNumber = '', ...form } = given;
  for (const { key, header } of whom) if (!given[key] && !faults.has(key)) faults.set(key, `请填写${header}`);
  const parsed = transferForm(kind, { withExplanation: false }).safeParse(form);
  if (!parsed.success)
    for (const { path, message } of parsed.error.issues) {
      const key = String(path.at(-1));
      // A cell that could not be read is not reported as missing too.
      if (!faults.has(key)) faults.set(key, message);
    }
  if (parsed.success && faults.size === 0) return { whom: { examNumber, name, idNumber }, content: contentOf(kind, parsed.data) };
  const headers = new Map(importColumns[kind].map(({ key, header }) => [key, header]));
  return { faults: [...faults].map(([key, message]) => ({ column: headers.get(key) ?? key, message })) };
}
