/** What came of a sheet of accounts: kept sealed for a day, with the passwords that were made. */
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { formatBeijing } from '#domain/dates.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { openFileName } from '#server/platform/files/file-name.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { headers } from './account-sheet.ts';
import { initialPasswordUntil } from './store-account.ts';

export interface ImportRow {
  readonly id: number;
  readonly fileName: string;
  readonly at: Date;
  readonly rows: number;
  readonly created: number;
  readonly hasResult: boolean;
}
type Stored = Omit<ImportRow, 'fileName'> & { readonly fileNameSealed: Buffer | null };
const importRow = 'id, file_name_sealed, created_at as at, rows, created, result_sealed is not null as has_result';
const selectRecent = statement<Stored>(
  'accounts.recent_account_imports',
  `select ${importRow} from account_import where school_id = $1 order by id desc limit 10`,
);
const findImport = statement<Stored & { resultSealed: Buffer | null }>(
  'accounts.find_account_import',
  `select ${importRow}, result_sealed from account_import where school_id = $1 and id = $2`,
);

const runOf = (vault: Vault, { fileNameSealed, ...run }: Stored): ImportRow => ({
  ...run,
  fileName: openFileName(vault, fileNameSealed),
});
export const recentImports = async ({ database, vault }: Platform, schoolId: number): Promise<ImportRow[]> =>
  (await database.query(selectRecent, [schoolId])).map(row => runOf(vault, row));

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
export type ResultLine = z.output<typeof resultLines>[number];

/** An import with the outcome of each row; the rows are gone with the passwords when their day is over. */
export async function findOutcome({ database, vault }: Platform, schoolId: number, id: number) {
  const found = await database.first(findImport, [schoolId, id]);
  if (!found) return undefined;
  const { resultSealed, ...run } = found;
  return { run: runOf(vault, run), lines: resultSealed ? resultLines.parse(vault.openJson(resultSealed)) : [] };
}

/** The result as a sheet, with the passwords that were made; undefined once its day is over. */
export async function makeResultSheet(platform: Platform, schoolId: number, id: number): Promise<Buffer | undefined> {
  const found = await findOutcome(platform, schoolId, id);
  if (!found?.run.hasResult) return undefined;
  const columns = [
    { header: '行', type: 'number' as const, width: 6 },
    { header: headers.login, width: 22 },
    { header: headers.name, width: 20 },
    { header: headers.kind, width: 14 },
    { header: headers.departments, width: 36 },
    { header: '结果', width: 40 },
    { header: '初始密码有效期至（北京时间）', width: 28 },
    { header: '初始密码', width: 20 },
  ];
  const until = formatBeijing(initialPasswordUntil(found.run.at), 'minute');
  const to = new PassThrough();
  const made = buffer(to);
  await writeRows(
    '批量新建账号结果',
    columns,
    found.lines.map(({ row, login, name, kind, departments, fault, password }) => [
      row,
      login,
      name,
      kind,
      departments,
      fault === null ? '已新建' : `未新建：${fault}`,
      password === '' ? '' : until,
      password,
    ]),
    to,
  );
  return made;
}
