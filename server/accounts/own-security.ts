/** What people change in the security of their own account: its password and its second factor. */
import { Secret, TOTP } from 'otpauth';
import { z } from 'zod';
import { isRefused, refuse } from '#domain/refusals.ts';
import { passwordFaults } from '#domain/rules/password.ts';
import { actorKey } from '#server/audit/index.ts';
import { invalidFields } from '#server/platform/http/problems.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { checkTotp } from './check-totp.ts';
import { auditOwn, findOwn, type Own, type OwnRow, proveOwner, readSecurity, secondFactorRequired } from './own-account.ts';
import { hashPassword } from './password-hash.ts';
import { forgetRecoveryCodes, renewRecoveryCodes } from './recovery-codes.ts';
import { isPhoneKey } from './store-account.ts';
import { findTotpStep } from './totp.ts';
import { faultOfPassword, type PasswordOwner } from './weak-password.ts';

/**
 * What people change in their own account leaves its version alone: that counts what those who manage it decided, and nobody
 * can keep an account from being disabled by changing its password in time.
 */
const setPassword = statement(
  'accounts.set_password',
  `update account set password_hash = $2, initial_password = false, initial_password_until = null
   where id = $1 and password_hash = $3`,
);
/** The step that the first password was of is used up, as at a sign-in. */
const setSecondFactor = statement(
  'accounts.set_second_factor',
  `update account set totp_sealed = $2, totp_last_step = $3
   where id = $1 and totp_last_step < $3 and totp_sealed is not distinct from $4`,
);
const dropSecondFactor = statement(
  'accounts.drop_second_factor',
  'update account set totp_sealed = null where id = $1 and totp_sealed is not distinct from $2',
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
    await auditOwn(platform, tx, own, 'password-changed');
    return true;
  });
  return changed ? readSecurity(platform, own.actor) : refuse('changed-meanwhile');
}

const issuer = '毕业去向登记';
/** How long a secret that was shown may be confirmed, milliseconds. */
const ticketLife = 15 * 60_000;
const ticketShape = z.object({ accountId: z.number(), secret: z.string(), until: z.number() });

/** Begins to set up a second factor: a secret that nothing keeps until a password made from it has been typed. */
export async function startSecondFactor({ database, vault, clock }: Platform, { actor }: Own) {
  const known = await database.first(findOwn, [actor.accountId]);
  if (!known) return refuse('not-found');
  const secret = new Secret({ size: 20 });
  const uri = new TOTP({ issuer, label: isPhoneKey(known.login) ? known.name : known.login, secret }).toString();
  const ticket = { accountId: actor.accountId, secret: secret.base32, until: clock.now().getTime() + ticketLife };
  return { secret: secret.base32, uri, ticket: vault.sealJson(ticket).toString('base64url') };
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

/** The answer of what makes recovery codes: they are shown this once. */
async function withCodes(platform: Platform, actor: Actor, recoveryCodes: string[] | undefined) {
  if (!recoveryCodes) return refuse('changed-meanwhile');
  const security = await readSecurity(platform, actor);
  return isRefused(security) ? security : { security, recoveryCodes };
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
  if (!known || actor.accountId === undefined) return refuse('not-found');
  const { accountId } = actor;
  const codes = await database.transaction(async tx => {
    if ((await tx.execute(setSecondFactor, [accountId, vault.seal(secret), step, known.totpSealed])) === 0) return undefined;
    await tx.execute(endSessionsOfAccount, [accountId, clock.now(), actor.sessionId]);
    await auditOwn(platform, tx, own, 'second-factor-set');
    return renewRecoveryCodes(tx, vault, accountId);
  });
  return withCodes(platform, actor, codes);
}

export async function renewOwnRecoveryCodes(platform: Platform, own: Own) {
  const { database, vault } = platform;
  const known = await database.first(findOwn, [own.actor.accountId]);
  if (!known || own.actor.accountId === undefined) return refuse('not-found');
  if (!known.totpSealed) return refuse('no-second-factor');
  const { accountId } = own.actor;
  const codes = await database.transaction(async tx => {
    await auditOwn(platform, tx, own, 'recovery-codes-renewed');
    return renewRecoveryCodes(tx, vault, accountId);
  });
  return withCodes(platform, own.actor, codes);
}

export async function removeSecondFactor(platform: Platform, own: Own, { token }: { readonly token: string }) {
  const { database } = platform;
  const { actor } = own;
  if (await secondFactorRequired(platform, actor)) return refuse('second-factor-required');
  const known = await database.first(findOwn, [actor.accountId]);
  if (!known || actor.accountId === undefined) return refuse('not-found');
  if (!known.totpSealed) return readSecurity(platform, actor);
  const { accountId } = actor;
  const wrong = await checkTotp(platform, { id: accountId, totpSealed: known.totpSealed }, token);
  if (wrong?.refused.code === 'wrong-totp') return invalidFields({ token: '动态口令不正确或已失效，请输入最新的 6 位数字' });
  if (wrong) return wrong;
  const removed = await database.transaction(async tx => {
    if ((await tx.execute(dropSecondFactor, [accountId, known.totpSealed])) === 0) return false;
    await forgetRecoveryCodes(tx, accountId);
    await auditOwn(platform, tx, own, 'second-factor-removed');
    return true;
  });
  return removed ? readSecurity(platform, actor) : refuse('changed-meanwhile');
}
