/** The sheet of new accounts: its template, and what its lines say. */
import { importAccounts } from '#contract/routes/accounts.ts';
import { accountKindNames, schoolStaffKinds } from '#domain/account-kinds.ts';
import { type NewAccountForm, newAccountForm } from '#domain/forms/account-form.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { initialPasswordDays } from '#domain/rules/initial-password.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { type Cell, readRows, type WorkbookRefusal, workbookRefusal } from '#server/platform/sheets/sheets.ts';
import { makeTemplate } from '#server/platform/sheets/template.ts';
import { knownDepartments } from '#server/schools/index.ts';

const mostRows = 300;
export const headers = { login: '账号', name: '姓名', kind: '账号类型', departments: '负责的院系' } as const;
type Key = keyof typeof headers;
const kindNames = schoolStaffKinds.map(kind => accountKindNames[kind]);

export async function makeAccountTemplate(database: Queryable, schoolId: number): Promise<Buffer> {
  const departments = await database.query(knownDepartments, [schoolId, null]);
  return makeTemplate({
    sheetName: '账号',
    notes: [
      `1. 每行一个账号，最多 ${mostRows} 行。红色并带 * 的列为必填，表头文字请不要改动。`,
      '2. 上传后逐行给出结果；有误的行不新建，改正后可只上传这些行。',
      `3. 初始密码在结果表中，请分别告知本人；${initialPasswordDays} 天内有效，首次登录须修改，逾期由管理员重新生成。`,
    ],
    columns: [
      { header: headers.login, required: true, note: '4–40 位字母、数字、点、横线，例如工号或姓名拼音；不能用手机号', width: 22 },
      { header: headers.name, required: true, note: '使用人姓名', width: 20 },
      { header: headers.kind, required: true, note: '从下拉列表选择', list: kindNames, width: 16 },
      {
        header: headers.departments,
        required: false,
        note: '院系用户必填，与本校院系名称一致；负责多个院系时用顿号分开',
        list: departments.map(({ name }) => name),
        width: 40,
      },
    ],
    rows: mostRows,
  });
}

const whyNot: Readonly<Record<WorkbookRefusal, string>> = {
  'not-xlsx': '不是 xlsx 文件，请用模板填写',
  'old-xls': '是旧版 xls 文件，请另存为 xlsx',
  encrypted: '设有密码，请去除密码',
  'zip-bomb': '内容异常',
  'too-large': '过大',
  broken: '已损坏，请重新导出',
  'no-sheet': '没有工作表',
  macro: '含有宏，请另存为 xlsx',
};

export interface SheetLine {
  readonly row: number;
  readonly cells: Readonly<Record<Key, string>>;
}
const textOf = ({ text }: Cell): string => text.normalize('NFKC').trim();

/** The lines below the header; the columns may be in any order. */
export async function readLines(path: string): Promise<readonly SheetLine[] | Refused> {
  const lines: SheetLine[] = [];
  let columns: Record<Key, number> | undefined;
  try {
    for await (const { row, cells } of readRows(path, { maxBytes: importAccounts.maxBytes, maxColumns: 30 })) {
      const texts = Array.from(cells, textOf);
      if (!columns) {
        const heads = texts.map(text => text.replace(/[*＊\s]/g, ''));
        const at = (key: Key) => heads.indexOf(headers[key]);
        if (heads.every(head => head === '')) continue;
        columns = { login: at('login'), name: at('name'), kind: at('kind'), departments: at('departments') };
        const missing = Object.entries(columns).flatMap(([key, place]) => (place < 0 && key !== 'departments' ? [key] : []));
        if (missing.length > 0)
          return refuse('sheet-refused', { why: '第一行应为模板的表头（账号、姓名、账号类型、负责的院系）' });
        continue;
      }
      const { login, name, kind, departments } = columns;
      const cell = (place: number) => texts[place] ?? '';
      const found = { login: cell(login), name: cell(name), kind: cell(kind), departments: cell(departments) };
      if (Object.values(found).some(Boolean)) lines.push({ row, cells: found });
      if (lines.length > mostRows) return refuse('sheet-refused', { why: `超过 ${mostRows} 行，请分成几个文件上传` });
    }
  } catch (error) {
    const why = workbookRefusal(error);
    if (why) return refuse('sheet-refused', { why: whyNot[why] });
    throw error;
  }
  return lines.length > 0 ? lines : refuse('sheet-refused', { why: '没有可读取的行，请从表头的下一行开始填写' });
}

export type Judged = { readonly form: NewAccountForm } | { readonly fault: string };

/** What a line says, or what is wrong with it. */
export function judge({ cells }: SheetLine, departments: ReadonlyMap<string, number>): Judged {
  const names = cells.departments
    .split(/[、,，;；\n]/)
    .map(one => one.trim())
    .filter(Boolean);
  const unknown = names.filter(name => !departments.has(name));
  if (unknown.length > 0) return { fault: `没有这个院系：${unknown.join('、')}` };
  const parsed = newAccountForm.safeParse({
    login: cells.login,
    name: cells.name,
    kind: schoolStaffKinds.find(kind => accountKindNames[kind] === cells.kind),
    departmentIds: names.flatMap(name => departments.get(name) ?? []),
  });
  return parsed.success ? { form: parsed.data } : { fault: parsed.error.issues.map(({ message }) => message).join('；') };
}
