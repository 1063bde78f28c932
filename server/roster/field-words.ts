/** The fields of a roster row as they are read: names of codes, whole regions, ID number and phone masked. */
import type { Section } from '#contract/parts/shapes.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { codeTables } from '#domain/codes/code-tables.ts';
import { type RegionTable, regionPath } from '#domain/codes/regions.ts';
import { monthInWords } from '#domain/dates.ts';
import { findRosterColumn, type RosterKey, type RosterRecord, rosterColumn, rosterColumns } from '#domain/forms/roster-row.ts';
import { maskIdNumber } from '#domain/identifiers/documents.ts';
import { maskPhone } from '#domain/identifiers/phone.ts';
import { lapsedField } from './judge-row.ts';

export interface Dictionaries {
  readonly regions: RegionTable;
  /** Names of departments by id. */
  readonly departments: ReadonlyMap<string, string>;
}

const masks: Readonly<Partial<Record<RosterKey, (text: string) => string>>> = { idNumber: maskIdNumber, phone: maskPhone };

/** One value in words; nothing known is --. */
export function valueInWords(key: RosterKey, value: string | null, { regions, departments }: Dictionaries): string {
  if (value === null || value === '') return '--';
  const mask = masks[key];
  if (mask) return mask(value);
  const { kind, codeTable } = rosterColumn(key);
  switch (kind) {
    case 'code':
      return (codeTable && nameOf(codeTables[codeTable], value)) ?? value;
    case 'month':
      return monthInWords(value);
    case 'region':
      return regionPath(regions, value);
    case 'department':
      return departments.get(value) ?? value;
    case 'text':
      return key === 'schoolingYears' ? `${value} 年` : value;
  }
}

const isKey = (name: string): name is RosterKey => rosterColumns.some(({ key }) => key === name);

/** What a step of the history changed. */
export function changeInWords(
  field: string,
  [before, after]: readonly [string | null, string | null],
  dictionaries: Dictionaries,
): { key: string; label: string; from: string; to: string } {
  if (field === lapsedField) {
    const word = (value: string | null) => (value === 'yes' ? '失效' : '在名单中');
    return { key: field, label: '状态', from: word(before), to: word(after) };
  }
  const key = isKey(field) ? field : findRosterColumn(field);
  if (!key) return { key: field, label: field, from: before ?? '--', to: after ?? '--' };
  return {
    key: field,
    label: rosterColumn(key).header,
    from: valueInWords(key, before, dictionaries),
    to: valueInWords(key, after, dictionaries),
  };
}

const blocks: readonly { readonly title: string; readonly keys: readonly Exclude<RosterKey, 'cohort'>[] }[] = [
  {
    title: '基本信息',
    keys: ['name', 'documentType', 'idNumber', 'gender', 'ethnicGroup', 'politicalStatus', 'originRegion', 'phone', 'email'],
  },
  {
    title: '学籍信息',
    keys: [
      ...(['examNumber', 'studentNumber', 'educationLevel', 'department', 'majorName', 'majorCode', 'majorDirection'] as const),
      ...(['className', 'schoolingYears', 'admittedIn', 'graduatesIn', 'normalStudentCategory', 'difficultyCategory'] as const),
    ],
  },
  { title: '培养方式', keys: ['trainingMode', 'directedUnit', 'directedRegion'] },
  { title: '档案与户口', keys: ['archiveAtSchool', 'hukouAtSchool'] },
];

/** The whole row, in blocks. */
export const recordSections = (record: RosterRecord, dictionaries: Dictionaries): Section[] =>
  blocks.map(({ title, keys }) => ({
    title,
    rows: keys.map(key => ({ key, label: rosterColumn(key).header, value: valueInWords(key, record[key], dictionaries) })),
  }));
