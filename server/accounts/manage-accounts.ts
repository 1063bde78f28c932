/** What a school's admin, or the level above, does to an account. Whatever takes a right away ends the account's sessions with it. */
import { z } from 'zod';
import type { accountActs } from '#contract/routes/accounts.ts';
import { accountKindNames, type SchoolStaffKind } from '#domain/account-kinds.ts';
import type { AccountRightsForm, NewAccountForm } from '#domain/forms/account-form.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { type Queryable, sqlState, type Transaction, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { knownDepartments } from '#server/schools/index.ts';
import { endSessionsOfAccount, idleLimit } from '#server/sessions/index.ts';
import { giveInitialPassword } from './give-initial-password.ts';
import { makeInitialPassword } from './initial-password.ts';
import { loseSecondFactor } from './lose-second-factor.ts';
import { hashPassword } from './password-hash.ts';
import {
  clearDepartments,
  findStaffAccount,
  type LockedStaff,
  lockAdmins,
  lockStaff,
  type StaffRow,
  setDisabled,
  setRights,
  takenLogins,
  touchAccount,
} from './staff-store.ts';
import { insertAccountDepartment } from './store.ts';
import { storeAccount } from './store-account.ts';

export type AccountAct = (typeof accountActs)[number];

/** The accounts that the actor manages: their school and their kinds. */
export interface Manager {
  readonly schoolId: number;
  readonly kinds: readonly SchoolStaffKind[];
  readonly actor: Actor;
  readonly key: string;
  readonly addressPrefix: string;
}

/** The outcome that is kept for a retry has the password sealed. */
const outcome = z.object({ id: z.number(), password: z.string().nullable() });
type Outcome = z.output<typeof outcome>;

export function accountShape({ lastSeenAt, departments, ...row }: StaffRow, actor: Actor) {
  return {
    ...row,
    departments: [...departments],
    lastSeenAt,
    kindName: accountKindNames[row.kind],
    isOwn: row.id === actor.accountId,
  };
}
/** From when on a sign of life counts as a session that is open. */
export const liveSince = (now: Date): Date => new Date(now.getTime() - idleLimit('school'));

interface AnsweredAccount {
  readonly account: ReturnType<typeof accountShape>;
  readonly password: string | null;
}

async function answerOf(platform: Platform, manager: Manager, done: Outcome | Refused): Promise<AnsweredAccount | Refused> {
  if (isRefused(done)) return done;
  const values = [manager.schoolId, liveSince(platform.clock.now()), done.id, manager.kinds];
  const row = await platform.database.first(findStaffAccount, values);
  if (!row) return refuse('not-found');
  const password = done.password === null ? null : platform.vault.open(Buffer.from(done.password, 'base64'));
  return { account: accountShape(row, manager.actor), password };
}

const run = (
  platform: Platform,
  manager: Manager,
  content: unknown,
  work: (tx: Transaction, now: Date) => Promise<Outcome | Refused>,
) => {
  const now = platform.clock.now();
  const command = { actor: actorKey(manager.actor), key: manager.key, content, now };
  return once(platform.database, command, outcome.parse, tx => work(tx, now));
};

const audit = (
  { vault }: Platform,
  tx: Queryable,
  { schoolId, actor, addressPrefix }: Manager,
  event: { readonly at: Date; readonly action: string; readonly id: number; readonly detail?: unknown },
) =>
  recordAuditEvent(
    tx,
    {
      at: event.at,
      schoolId,
      actor: actorKey(actor),
      action: event.action,
      object: `account:${event.id}`,
      addressPrefix,
      ...(event.detail === undefined ? {} : { detail: event.detail }),
    },
    vault,
  );

async function unknownDepartment(tx: Queryable, schoolId: number, ids: readonly number[]): Promise<Refused | undefined> {
  if (ids.length === 0) return undefined;
  const known = await tx.query(knownDepartments, [schoolId, ids]);
  return known.length === new Set(ids).size ? undefined : invalidFields({ departmentIds: '有院系不存在，请重新选择' });
}

/** A new account with a password that is told once. */
export async function createStaff(
  platform: Platform,
  manager: Manager,
  form: NewAccountForm,
): Promise<AnsweredAccount | Refused> {
  const { schoolId } = manager;
  const password = makeInitialPassword();
  const passwordHash = await hashPassword(password, { sender: actorKey(manager.actor), known: true });
  try {
    const done = await run(platform, manager, ['create-account', schoolId, form], async (tx, now) => {
      const [taken] = await tx.query(takenLogins, [[form.login]]);
      if (taken) return invalidFields({ login: '该账号已被使用，请换一个' });
      const unknown = await unknownDepartment(tx, schoolId, form.departmentIds);
      if (unknown) return unknown;
      const account = {
        ...form,
        departmentIds: [...new Set(form.departmentIds)],
        schoolId,
        passwordHash,
        initialPassword: true,
        now,
      };
      const id = await storeAccount(tx, platform.vault, account);
      await audit(platform, tx, manager, { at: now, action: 'account-created', id, detail: form });
      return { id, password: platform.vault.seal(password).toString('base64') };
    });
    return answerOf(platform, manager, done);
  } catch (error) {
    // Two at once: the second finds the login taken, or its own first outcome when it is the same command.
    if (sqlState(error) === '23505' && violatedConstraint(error) === 'account_login') return createStaff(platform, manager, form);
    throw error;
  }
}

/** The account, locked, if this manager may touch it and saw its present version. */
async function lockFor(tx: Queryable, manager: Manager, id: number, version: number): Promise<LockedStaff | Refused> {
  const found = await tx.first(lockStaff, [manager.schoolId, id, manager.kinds]);
  if (!found) return refuse('not-found');
  return found.version === version ? found : refuse('changed-meanwhile');
}
/** Whether the school would be left without anybody who can manage it. */
async function isLastAdmin(tx: Queryable, schoolId: number, id: number): Promise<boolean> {
  const admins = await tx.query(lockAdmins, [schoolId]);
  return admins.some(admin => admin.id === id) && admins.length === 1;
}

/** Name, kind, departments. Less than before, or other: its sessions end, so that nothing stays open on a screen. */
export async function changeStaff(
  platform: Platform,
  manager: Manager,
  id: number,
  { version, ...form }: AccountRightsForm & { readonly version: number },
) {
  const { schoolId, actor } = manager;
  const done = await run(platform, manager, ['change-account', id, version, form], async (tx, now) => {
    const last = form.kind !== 'schoolAdmin' && (await isLastAdmin(tx, schoolId, id));
    const before = await lockFor(tx, manager, id, version);
    if (isRefused(before)) return before;
    if (id === actor.accountId && form.kind !== before.kind) return refuse('own-account');
    if (last) return refuse('last-admin');
    const unknown = await unknownDepartment(tx, schoolId, form.departmentIds);
    if (unknown) return unknown;
    await tx.execute(setRights, [id, form.name, form.kind]);
    await tx.execute(clearDepartments, [schoolId, id]);
    for (const department of new Set(form.departmentIds)) await tx.execute(insertAccountDepartment, [schoolId, id, department]);
    const keeps = form.kind === before.kind && before.departmentIds.every(one => form.departmentIds.includes(one));
    if (!keeps) await tx.execute(endSessionsOfAccount, [id, now, null]);
    const { name, kind, departmentIds } = before;
    await audit(platform, tx, manager, {
      at: now,
      action: 'account-changed',
      id,
      detail: { before: { name, kind, departmentIds }, after: form },
    });
    return { id, password: null };
  });
  return answerOf(platform, manager, done);
}

const acts: Readonly<Record<AccountAct, string>> = {
  disable: 'account-disabled',
  enable: 'account-enabled',
  'reset-password': 'password-reset',
  'end-sessions': 'sessions-ended',
  'remove-second-factor': 'second-factor-removed',
};

interface ActOnStaff {
  readonly id: number;
  readonly act: AccountAct;
  readonly version: number;
  readonly reason?: string | undefined;
}
/** What is told to the account's owner: what others did to the ways in which it signs in. */
const told: Partial<
  Readonly<Record<AccountAct, { readonly title: string; readonly text: (by: string, reason: string) => string }>>
> = {
  'reset-password': {
    title: '密码已重置',
    text: by => `${by}重置了您账号的密码，初始密码由其告知您，首次登录须修改。如非您本人要求，请立即与其联系。`,
  },
  'remove-second-factor': {
    title: '动态口令已解除',
    text: (by, reason) =>
      `${by}解除了您账号的动态口令和恢复码，原因：${reason}。请尽快在「账号安全」重新绑定；如非您本人要求，请立即与其联系。`,
  },
};

export async function actOnStaff(platform: Platform, manager: Manager, { id, act, version, reason }: ActOnStaff) {
  const { schoolId, actor } = manager;
  if (act === 'remove-second-factor' && !reason) return invalidFields({ reason: '请写明原因，至少 4 个字' });
  const password = act === 'reset-password' ? makeInitialPassword() : undefined;
  const hash = password && (await hashPassword(password, { sender: actorKey(actor), known: true }));
  const done = await run(platform, manager, ['account', id, act, version, reason ?? null], async (tx, now) => {
    // One's own password and second factor are changed under 账号安全, where the present ones are asked for.
    if (id === actor.accountId && act !== 'end-sessions') return refuse('own-account');
    const isLast = act === 'disable' && actor.schoolId === schoolId && (await isLastAdmin(tx, schoolId, id));
    const account = await lockFor(tx, manager, id, version);
    if (isRefused(account)) return account;
    if (isLast) return refuse('last-admin');
    if (hash !== undefined) await giveInitialPassword(tx, id, hash, now);
    else if (act === 'disable') await tx.execute(setDisabled, [id, account.disabledAt ?? now]);
    else if (act === 'enable') await tx.execute(setDisabled, [id, null]);
    else if (act === 'remove-second-factor') await loseSecondFactor(tx, id);
    else await tx.execute(touchAccount, [id]);
    if (act !== 'enable') await tx.execute(endSessionsOfAccount, [id, now, id === actor.accountId ? actor.sessionId : null]);
    const { login, name } = account;
    await audit(platform, tx, manager, {
      at: now,
      action: acts[act],
      id,
      detail: { login, name, ...(reason ? { reason } : {}) },
    });
    const message = told[act];
    if (message) {
      const { title, text } = message;
      const eventKey = `account:${id}:${act}:${version}`;
      const posted = { eventKey, to: { accountId: id }, title, text: text(actor.name, reason ?? ''), about: 'security' } as const;
      await postMessage(tx, { vault: platform.vault, now }, posted);
    }
    return { id, password: password === undefined ? null : platform.vault.seal(password).toString('base64') };
  });
  return answerOf(platform, manager, done);
}
