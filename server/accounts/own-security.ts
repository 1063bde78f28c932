/** The security of one's own account: its password and its second factor. */
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { accountKindNames, needsSecondFactor } from '#domain/account-kinds.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { passwordFaults } from '#domain/rules/password.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import { type AttemptPolicy, countAttempt, forgetAttempts, waitInWords } from '#server/platform/limits/count-attempt.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { hashPassword, verifyPassword } from './password-hash.ts';
import { isPhoneKey } from './store-account.ts';
import { findTotpStep } from './totp.ts';
import { faultOfPassword, type PasswordOwner } from './weak-password.ts';

interface OwnRow {
  readonly name: string;
  readonly login: string;
  readonly passwordHash: string;
  readonly totpSealed: Buffer | null;
  readonly initialPassword: boolean;
  readonly phoneSealed: Buffer | null;
  readonly placeName: string | null;
}
const findOwn = statement<OwnRow>(
  'accounts.find_own_account',
  `select a.name, a.login, a.password_hash, a.totp_sealed, a.initial_password, a.phone_sealed, coalesce(s.name, e.name) as place_name
   from account a left join school s on s.id = a.school_id left join employer e on e.id = a.employer_id
   where a.id = $1 and a.disabled_at is null`,
);
/**
 * What people change in their own account leaves its version alone: that counts what those who manage it decided, and nobody
 * can keep an account from being disabled by changing its password in time.
 */
const setPassword = statement(
  'accounts.set_password',
  'update account set password_hash = $2, initial_password = false where id = $1 and password_hash = $3',
);
/** The step that the first password was of is used up, as at a sign-in. */
const setSecondFactor = statement(
  'accounts.set_second_factor',
  `update account set totp_sealed = $2, totp_last_step = $3
   where id = $1 and totp_last_step < $3 and totp_sealed is not distinct from $4`,
);

/** Somebody at a screen that was left open guesses at the password: the waits grow as at a sign-in. */
const policy: AttemptPolicy = { free: 5, firstWait: 30, longestWait: 3600, forgottenAfter: 24 * 3600 };
/** How long a secret that was shown may be confirmed, milliseconds. */
const ticketLife = 15 * 60_000;
const ticketShape = z.object({ accountId: z.number(), secret: z.string(), until: z.number() });

interface Own {
  readonly actor: Actor;
  readonly addressPrefix: string;
}

const secondFactorRequired = ({ demo }: Platform, { kind }: Actor): boolean => needsSecondFactor.has(kind) && !demo;

export async function readSecurity(platform: Platform, actor: Actor) {
  const own = await platform.database.first(findOwn, [actor.accountId]);
  if (!own) return refuse('not-found');
  return {
    name: own.name,
    kindName: accountKindNames[actor.kind],
    initialPassword: own.initialPassword,
    secondFactor: own.totpSealed !== null,
    secondFactorRequired: secondFactorRequired(platform, actor),
  };
}

/** The own account, once the present password has been typed. */
async function proveOwner(
  platform: Platform,
  { actor, addressPrefix }: Own,
  password: string,
  field: string,
): Promise<OwnRow | Refused> {
  const { database, vault, clock } = platform;
  const subject = vault.keyedHash(`own-password:${actor.accountId}:${addressPrefix}`);
  const wait = await countAttempt(database, subject, clock.now(), policy);
  if (wait > 0) return refuse('try-later', { wait: waitInWords(wait), waitSeconds: wait });
  const own = await database.first(findOwn, [actor.accountId]);
  if (!own || !(await verifyPassword(password, own.passwordHash, { sender: actorKey(actor), known: true })))
    return invalidFields({ [field]: '密码不正确' });
  await forgetAttempts(database, subject);
  return own;
}

const audit = (platform: Platform, tx: Queryable, { actor, addressPrefix }: Own, action: string) =>
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

const ownerOf = ({ vault }: Platform, { login, name, phoneSealed, placeName }: OwnRow): PasswordOwner => ({
  login: isPhoneKey(login) ? undefined : login,
  names: [name, placeName],
  phone: phoneSealed ? vault.open(phoneSealed) : undefined,
});

/** A new password. Every other session that was begun with the old one ends. */
export async function changeOwnPassword(
  platform: Platform,
  own: Own,
  { current, next }: { readonly current: string; readonly next: string },
) {
  const known = await proveOwner(platform, own, current, 'current');
  if (isRefused(known)) return known;
  if (current.normalize('NFKC') === next.normalize('NFKC')) return invalidFields({ next: '新密码不能与现在的密码相同' });
  const fault = faultOfPassword(next, ownerOf(platform, known));
  if (fault) return invalidFields({ next: passwordFaults[fault] });
  const hash = await hashPassword(next, { sender: actorKey(own.actor), known: true });
  const { accountId, sessionId } = own.actor;
  const changed = await platform.database.transaction(async tx => {
    if ((await tx.execute(setPassword, [accountId, hash, known.passwordHash])) === 0) return false;
    await tx.execute(endSessionsOfAccount, [accountId, platform.clock.now(), sessionId]);
    await audit(platform, tx, own, 'password-changed');
    return true;
  });
  return changed ? readSecurity(platform, own.actor) : refuse('changed-meanwhile');
}

const issuer = '毕业去向登记';

/** Begins to set up a second factor: a secret that nothing keeps until a password made from it has been typed. */
export async function startSecondFactor(platform: Platform, own: Own, password: string) {
  const known = await proveOwner(platform, own, password, 'password');
  if (isRefused(known)) return known;
  const secret = new Secret({ size: 20 });
  const uri = new TOTP({ issuer, label: isPhoneKey(known.login) ? known.name : known.login, secret }).toString();
  const ticket = { accountId: own.actor.accountId, secret: secret.base32, until: platform.clock.now().getTime() + ticketLife };
  return { secret: secret.base32, uri, ticket: platform.vault.sealJson(ticket).toString('base64url') };
}

function openTicket({ vault, clock }: Platform, { accountId }: Actor, ticket: string): string | undefined {
  try {
    const found = ticketShape.parse(vault.openJson(Buffer.from(ticket, 'base64url')));
    return found.accountId === accountId && found.until > clock.now().getTime() ? found.secret : undefined;
  } catch {
    // Not ours, or changed on its way: the same as none.
    return undefined;
  }
}

export async function confirmSecondFactor(
  platform: Platform,
  own: Own,
  { ticket, token }: { readonly ticket: string; readonly token: string },
) {
  const { database, vault, clock } = platform;
  const { actor } = own;
  const secret = openTicket(platform, actor, ticket);
  if (!secret) return refuse('ticket-expired');
  const step = findTotpStep(secret, token, clock.now());
  if (step === undefined) return invalidFields({ token: '动态口令不正确，请核对手机时间后输入最新的 6 位数字' });
  const known = await database.first(findOwn, [actor.accountId]);
  if (!known) return refuse('not-found');
  const set = await database.transaction(async tx => {
    if ((await tx.execute(setSecondFactor, [actor.accountId, vault.seal(secret), step, known.totpSealed])) === 0) return false;
    await tx.execute(endSessionsOfAccount, [actor.accountId, clock.now(), actor.sessionId]);
    await audit(platform, tx, own, 'second-factor-set');
    return true;
  });
  return set ? readSecurity(platform, actor) : refuse('changed-meanwhile');
}

export async function removeSecondFactor(
  platform: Platform,
  own: Own,
  { password, token }: { readonly password: string; readonly token: string },
) {
  const { database, vault, clock } = platform;
  const { actor } = own;
  if (secondFactorRequired(platform, actor)) return refuse('second-factor-required');
  const known = await proveOwner(platform, own, password, 'password');
  if (isRefused(known)) return known;
  if (!known.totpSealed) return readSecurity(platform, actor);
  const step = findTotpStep(vault.open(known.totpSealed), token, clock.now());
  if (step === undefined) return invalidFields({ token: '动态口令不正确或已失效，请输入最新的 6 位数字' });
  const removed = await database.transaction(async tx => {
    if ((await tx.execute(setSecondFactor, [actor.accountId, null, step, known.totpSealed])) === 0) return false;
    await audit(platform, tx, own, 'second-factor-removed');
    return true;
  });
  return removed ? readSecurity(platform, actor) : refuse('wrong-totp');
}
