/** One's own account, as its owner reads and proves it. */
import { accountKindNames, mustHaveSecondFactor, needsSecondFactor } from '#domain/account-kinds.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { type AttemptPolicy, countAttempt, forgetAttempts, waitInWords } from '#server/platform/limits/count-attempt.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { markProven } from '#server/sessions/index.ts';
import { checkTotp } from './check-totp.ts';
import { verifyPassword } from './password-hash.ts';
import { recoveryCodesLeft } from './recovery-codes.ts';

export interface OwnRow {
  readonly name: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly totpSealed: Buffer | null;
  readonly initialPassword: boolean;
  readonly phoneSealed: Buffer | null;
  readonly placeName: string | null;
}
export const findOwn = statement<OwnRow>(
  'accounts.find_own_account',
  `select a.name, a.login, a.password_hash, a.totp_sealed, a.initial_password, a.phone_sealed, coalesce(s.name, e.name) as place_name
   from account a left join school s on s.id = a.school_id left join employer e on e.id = a.employer_id
   where a.id = $1 and a.disabled_at is null`,
);

export interface Own {
  readonly actor: Actor;
  readonly addressPrefix: string;
}

/** A demonstration asks nobody for a device by itself; what a school asks for holds there too. */
export async function secondFactorRequired({ database, demo }: Platform, { kind, schoolId }: Actor): Promise<boolean> {
  if (needsSecondFactor.has(kind)) return !demo;
  if (schoolId === undefined) return false;
  return mustHaveSecondFactor(kind, (await getSchoolSettings(database, schoolId)).secondFactorDuty);
}

export async function readSecurity(platform: Platform, actor: Actor) {
  const own = await platform.database.first(findOwn, [actor.accountId]);
  if (!own || actor.accountId === undefined) return refuse('not-found');
  return {
    name: own.name,
    kindName: accountKindNames[actor.kind],
    initialPassword: own.initialPassword,
    secondFactor: own.totpSealed !== null,
    secondFactorRequired: await secondFactorRequired(platform, actor),
    recoveryCodesLeft: own.totpSealed === null ? 0 : await recoveryCodesLeft(platform.database, actor.accountId),
  };
}

/** Somebody at a screen that was left open guesses at the password: the waits grow as at a sign-in. */
const policy: AttemptPolicy = { free: 5, firstWait: 30, longestWait: 3600, forgottenAfter: 24 * 3600 };

/** The own account, once the present password has been typed. */
export async function proveOwner(
  { database, vault, clock }: Platform,
  { actor, addressPrefix }: Own,
  password: string,
  field: string,
): Promise<OwnRow | Refused> {
  const subject = vault.keyedHash(`own-password:${actor.accountId}:${addressPrefix}`);
  const wait = await countAttempt(database, subject, clock.now(), policy);
  if (wait > 0) return refuse('try-later', { wait: waitInWords(wait), waitSeconds: wait });
  const own = await database.first(findOwn, [actor.accountId]);
  if (!own || !(await verifyPassword(password, own.passwordHash, { sender: actorKey(actor), known: true })))
    return invalidFields({ [field]: '密码不正确' });
  await forgetAttempts(database, subject);
  return own;
}

/** 验证身份, before what touches security: for this session, for some minutes. */
export async function proveAgain(
  platform: Platform,
  own: Own,
  shown: { readonly password: string } | { readonly token: string },
): Promise<{ readonly done: true } | Refused> {
  const proved =
    'password' in shown
      ? await proveOwner(platform, own, shown.password, 'password')
      : await proveByTotp(platform, own, shown.token);
  if (isRefused(proved)) return proved;
  await platform.database.execute(markProven, [own.actor.sessionId, platform.clock.now()]);
  return { done: true };
}

async function proveByTotp(platform: Platform, { actor }: Own, token: string): Promise<OwnRow | Refused> {
  const own = await platform.database.first(findOwn, [actor.accountId]);
  if (!own || actor.accountId === undefined) return refuse('not-found');
  if (!own.totpSealed) return refuse('no-second-factor');
  const refused = await checkTotp(platform, { id: actor.accountId, totpSealed: own.totpSealed }, token);
  if (!refused) return own;
  return refused.refused.code === 'wrong-totp'
    ? invalidFields({ token: '动态口令不正确或已用过，请输入最新的 6 位数字' })
    : refused;
}

export const auditOwn = (platform: Platform, tx: Queryable, { actor, addressPrefix }: Own, action: string) =>
  recordAuditEvent(
    tx,
    {
      at: platform.clock.now(),
      schoolId: actor.schoolId,
      actor: actorKey(actor),
      action,
      object: `account:${actor.accountId}`,
      addressPrefix,
    },
    platform.vault,
  );
