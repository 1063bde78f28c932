/** Many accounts from one sheet: every row has an outcome, what is right is made, the passwords are in the result for a day. */
import { z } from 'zod';
import { isRefused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { sqlState, statement, type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import { knownDepartments } from '#server/schools/index.ts';
import { type Judged, judge, readLines, type SheetLine } from './account-sheet.ts';
import { findOutcome, type ResultLine } from './import-result.ts';
import { makeInitialPassword } from './initial-password.ts';
import type { Manager } from './manage-accounts.ts';
import { hashPassword } from './password-hash.ts';
import { takenLogins } from './staff-store.ts';
import { storeAccount } from './store-account.ts';

const insertRun = statement<{ id: number }>(
  'accounts.insert_account_import',
  `insert into account_import (school_id, account_id, file_name_sealed, rows, created, result_sealed, created_at)
   values ($1, $2, $3, $4, $5, $6, $7) returning id`,
);

interface JudgedLine {
  readonly line: SheetLine;
  readonly judged: Judged;
}
interface Password {
  readonly password: string;
  readonly hash: string;
}
type Passwords = ReadonlyMap<string, Password>;

/** Before the transaction: a hash takes longer than everything else of a row. */
async function makePasswords(lines: readonly JudgedLine[]): Promise<Passwords> {
  const logins = new Set(lines.flatMap(({ judged }) => ('form' in judged ? [judged.form.login] : [])));
  const passwords = new Map<string, Password>();
  // One after the other: a sheet of many leaves room for those who sign in.
  for (const login of logins) {
    const password = makeInitialPassword();
    passwords.set(login, { password, hash: await hashPassword(password, { sender: 'import' }) });
  }
  return passwords;
}

interface Import {
  readonly fileName: string;
  readonly lines: readonly JudgedLine[];
  readonly passwords: Passwords;
  readonly now: Date;
}

/** Makes what can be made and keeps what came of each line. */
async function makeAccounts({ vault }: Platform, tx: Transaction, manager: Manager, { lines, passwords, fileName, now }: Import) {
  const { schoolId, actor, addressPrefix } = manager;
  const taken = new Set((await tx.query(takenLogins, [[...passwords.keys()]])).map(({ login }) => login.toLowerCase()));
  const result: ResultLine[] = [];
  for (const { line, judged } of lines) {
    const told = { row: line.row, ...line.cells };
    const made = 'form' in judged ? passwords.get(judged.form.login) : undefined;
    if (!('form' in judged) || !made) result.push({ ...told, fault: 'fault' in judged ? judged.fault : '', password: '' });
    else if (taken.has(judged.form.login)) result.push({ ...told, fault: '该账号已被使用，或在表中重复', password: '' });
    else {
      taken.add(judged.form.login);
      await storeAccount(tx, vault, { ...judged.form, schoolId, passwordHash: made.hash, initialPassword: true, now });
      result.push({ ...told, login: judged.form.login, fault: null, password: made.password });
    }
  }
  const logins = result.flatMap(({ fault, login }) => (fault === null ? [login] : []));
  const values = [schoolId, actor.accountId, vault.seal(fileName), result.length, logins.length, vault.sealJson(result), now];
  const { id } = await tx.one(insertRun, values);
  const event = {
    at: now,
    schoolId,
    actor: actorKey(actor),
    action: 'accounts-imported',
    object: `account-import:${id}`,
    addressPrefix,
    detail: { fileName, rows: result.length, created: logins.length, logins },
  } as const;
  await recordAuditEvent(tx, event, vault);
  return { id };
}

/** The outcome that is kept for a retry names the import alone: passwords are nowhere but in its sealed result. */
const outcome = z.object({ id: z.number() });

/** Reads the sheet, makes what can be made in one transaction, and keeps the result sealed. */
export async function importStaff(platform: Platform, manager: Manager, path: string, fileName: string) {
  const { database, clock } = platform;
  const { schoolId, actor, key } = manager;
  const read = await readLines(path);
  if ('refused' in read) return read;
  const departments = new Map((await database.query(knownDepartments, [schoolId, null])).map(({ id, name }) => [name, id]));
  const lines = read.map(line => ({ line, judged: judge(line, departments) }));
  const passwords = await makePasswords(lines);
  const now = clock.now();
  try {
    const command = { actor: actorKey(actor), key, content: ['import-accounts', schoolId, fileName, read], now };
    const done = await once(database, command, outcome.parse, tx =>
      makeAccounts(platform, tx, manager, { fileName, lines, passwords, now }),
    );
    return isRefused(done) ? done : await answerOf(platform, schoolId, done.id);
  } catch (error) {
    // Two at once: the second finds the logins taken, or its own first outcome when it is the same sheet sent again.
    if (sqlState(error) === '23505' && violatedConstraint(error) === 'account_login')
      return importStaff(platform, manager, path, fileName);
    throw error;
  }
}

async function answerOf(platform: Platform, schoolId: number, id: number) {
  const found = await findOutcome(platform, schoolId, id);
  if (!found) return refuse('not-found');
  return { run: found.run, rows: found.lines.map(({ row, login, name, fault }) => ({ row, login, name, fault })) };
}
