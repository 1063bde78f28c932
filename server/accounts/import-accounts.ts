/** Many accounts from one sheet: every row has an outcome, what is right is made, the passwords are in the result for a day. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { importAccounts } from '#contract/routes/accounts.ts';
import { accountKindNames, schoolStaffKinds } from '#domain/account-kinds.ts';
import { type NewAccountForm, newAccountForm } from '#domain/forms/account-form.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { type Cell, readRows, type WorkbookRefusal, workbookRefusal } from '#server/platform/sheets/sheets.ts';
import { makeTemplate } from '#server/platform/sheets/template.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { knownDepartments } from '#server/schools/index.ts';
import { makeInitialPassword } from './initial-password.ts';
import type { Manager } from './manage-accounts.ts';
import { hashPassword } from './password-hash.ts';
import { takenLogins } from './staff-store.ts';
import { storeAccount } from './store-account.ts';

export const mostRows = 300;
const headers = { login: '账号', name: '姓名', kind: '账号类型', departments: '负责的院系' } as const;
type Key = keyof typeof headers;
const kindNames = schoolStaffKinds.map(kind => accountKindNames[kind]);

export async function makeAccountTemplate(database: Queryable, schoolId: number): Promise<Buffer> {
  const departments = await database.query(knownDepartments, [schoolId, null]);
  return makeTemplate({
    sheetName: '账号',
    notes: [
      `1. 每行一个账号，最多 ${mostRows} 行。红色并带 * 的列为必填，表头文字请不要改动。`,
      '2. 上传后逐行给出结果；有误的行不新建，改正后可只上传这些行。',
      '3. 初始密码在结果表中，请分别告知本人；首次登录须修改。',
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

interface SheetLine {
  readonly row: number;
  readonly cells: Readonly<Record<Key, string>>;
}
const textOf = ({ text }: Cell): string => text.normalize('NFKC').trim();

/** The lines below the header, which may stand in any order of columns. */
async function readLines(path: string): Promise<readonly SheetLine[] | Refused> {
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

type Judged = { readonly form: NewAccountForm } | { readonly fault: string };

/** What a line says, or what is wrong with it. */
function judge({ cells }: SheetLine, departments: ReadonlyMap<string, number>): Judged {
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

const insertRun = statement<{ id: number }>(
  'accounts.insert_account_import',
  `insert into account_import (school_id, account_id, file_name, rows, created, result_sealed, created_at)
   values ($1, $2, $3, $4, $5, $6, $7) returning id`,
);
export interface ImportRow {
  readonly id: number;
  readonly fileName: string;
  readonly at: Date;
  readonly rows: number;
  readonly created: number;
  readonly hasResult: boolean;
}
export const recentImports = statement<ImportRow>(
  'accounts.recent_account_imports',
  `select id, file_name, created_at as at, rows, created, result_sealed is not null as has_result
   from account_import where school_id = $1 order by id desc limit 10`,
);
const findResult = statement<{ resultSealed: Buffer | null }>(
  'accounts.find_account_import',
  'select result_sealed from account_import where school_id = $1 and id = $2',
);

const resultLines = z.array(
  z.object({
    row: z.number(),
    login: z.string(),
    name: z.string(),
    kind: z.string(),
    departments: z.string(),
    fault: z.string().nullable(),
    password: z.string(),
  }),
);
type ResultLine = z.output<typeof resultLines>[number];

/** Reads the sheet, makes what can be made in one transaction, and keeps the result sealed. */
export async function importStaff(
  platform: Platform,
  { schoolId, actor, addressPrefix }: Manager,
  path: string,
  fileName: string,
) {
  const { database, vault, clock } = platform;
  const lines = await readLines(path);
  if ('refused' in lines) return lines;
  const departments = new Map((await database.query(knownDepartments, [schoolId, null])).map(({ id, name }) => [name, id]));
  const judged = lines.map(line => ({ line, judged: judge(line, departments) }));
  const logins = judged.flatMap(({ judged }) => ('form' in judged ? [judged.form.login] : []));
  const hashes = new Map<string, { readonly password: string; readonly hash: string }>();
  // Before the transaction: a hash takes longer than everything else of a row.
  await Promise.all(
    [...new Set(logins)].map(async login => {
      const password = makeInitialPassword();
      hashes.set(login, { password, hash: await hashPassword(password) });
    }),
  );
  const now = clock.now();
  return database.transaction(async tx => {
    const taken = new Set((await tx.query(takenLogins, [logins])).map(({ login }) => login.toLowerCase()));
    const result: ResultLine[] = [];
    for (const { line, judged: one } of judged) {
      const told = { row: line.row, ...line.cells };
      const made = 'form' in one ? hashes.get(one.form.login) : undefined;
      if (!('form' in one) || !made) result.push({ ...told, fault: 'fault' in one ? one.fault : '', password: '' });
      else if (taken.has(one.form.login)) result.push({ ...told, fault: '该账号已被使用，或在表中重复', password: '' });
      else {
        taken.add(one.form.login);
        await storeAccount(tx, vault, { ...one.form, schoolId, passwordHash: made.hash, initialPassword: true, now });
        result.push({ ...told, login: one.form.login, fault: null, password: made.password });
      }
    }
    const created = result.filter(({ fault }) => fault === null).length;
    const values = [schoolId, actor.accountId, fileName, result.length, created, vault.sealJson(result), now];
    const { id } = await tx.one(insertRun, values);
    const event = {
      at: now,
      schoolId,
      actor: actorKey(actor),
      action: 'accounts-imported',
      object: `account-import:${id}`,
      addressPrefix,
      detail: {
        fileName,
        rows: result.length,
        created,
        logins: result.flatMap(({ fault, login }) => (fault === null ? [login] : [])),
      },
    } as const;
    await recordAuditEvent(tx, event, vault);
    return {
      run: { id, fileName, at: now, rows: result.length, created, hasResult: true },
      rows: result.map(({ row, login, name, fault }) => ({ row, login, name, fault })),
    };
  });
}

/** The result as a sheet, with the passwords that were made; undefined once its day is over. */
export async function makeResultSheet({ database, vault }: Platform, schoolId: number, id: number): Promise<Buffer | undefined> {
  const found = await database.first(findResult, [schoolId, id]);
  if (!found?.resultSealed) return undefined;
  const lines = resultLines.parse(vault.openJson(found.resultSealed));
  const columns = [
    { header: '行', type: 'number' as const, width: 6 },
    { header: headers.login, width: 22 },
    { header: headers.name, width: 20 },
    { header: headers.kind, width: 14 },
    { header: headers.departments, width: 36 },
    { header: '结果', width: 40 },
    { header: '初始密码', width: 20 },
  ];
  const to = new PassThrough();
  const made = buffer(to);
  await writeRows(
    '批量新建账号结果',
    columns,
    lines.map(({ row, login, name, kind, departments, fault, password }) => [
      row,
      login,
      name,
      kind,
      departments,
      fault === null ? '已新建' : `未新建：${fault}`,
      password,
    ]),
    to,
  );
  return made;
}
