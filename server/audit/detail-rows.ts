import { accountKindNames } from '#domain/account-kinds.ts';
import { flagKinds } from '#domain/codes/flag-kinds.ts';

interface Row {
  readonly label: string;
  readonly value: string;
}

/** Keys that details of several acts use. Others are shown as they are. */
const labels: Readonly<Record<string, string>> = {
  after: '修改后',
  before: '修改前',
  action: '操作',
  code: '结果',
  created: '新建',
  departmentIds: '院系编号',
  fileName: '文件名',
  filter: '筛选条件',
  agreement: '协议书',
  evidenceYears: '材料保存年限',
  flow: '流程',
  kind: '类型',
  login: '账号',
  logins: '账号',
  name: '名称',
  purpose: '用途',
  route: '办理事项',
  rows: '行数',
  signature: '病毒名称',
  state: '状态',
  text: '说明',
  to: '至',
  from: '自',
  version: '版本',
  what: '内容',
};
const labelOf = (path: readonly string[]): string => path.map(key => labels[key] ?? key).join(' · ');

/** The words for codes in details. */
const words = new Map<string, string>([
  ...Object.entries(accountKindNames),
  ...flagKinds.map(({ code, name }): [string, string] => [code, name]),
]);
const wordOf = (value: unknown): string => words.get(String(value)) ?? String(value);

const isPlain = (value: unknown): boolean => value === null || typeof value !== 'object';

/** A detail of any shape as rows of label and value: nested objects by their path, lists of plain values in one row. */
export function detailRows(detail: unknown, path: readonly string[] = []): Row[] {
  if (Array.isArray(detail) && detail.every(isPlain))
    return [{ label: labelOf(path), value: detail.map(wordOf).join('、') || '--' }];
  if (typeof detail === 'object' && detail !== null)
    return Object.entries(detail).flatMap(([key, value]) => detailRows(value, [...path, key]));
  return [{ label: labelOf(path), value: detail === null || detail === '' ? '--' : wordOf(detail) }];
}
