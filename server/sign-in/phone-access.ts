/** An employer's people get in by a code to their phone: signed in, or with a new password for the one that was forgotten. */
import type { AccountKind } from '#domain/access.ts';
import { disabledBy } from '#domain/account-kinds.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { hashPassword, phoneHash, refuseWeakPassword } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { endSessionsOfAccount } from '#server/sessions/index.ts';
import { checkSecondStep, type SignedIn } from './sign-in.ts';
import { checkCode, sendCode, useCode } from './sms-codes.ts';

type EmployerKind = Extract<AccountKind, 'employerAdmin' | 'employerStaff'>;
interface Owner {
  readonly id: number;
  readonly kind: EmployerKind;
  readonly name: string;
  readonly totpSealed: Buffer | null;
  readonly employerName: string | null;
  readonly disabledAt: Date | null;
}
/** Relies on account_employer_phone. */
const findOwner = statement<Owner>(
  'sign-in.phone_owner',
  `select a.id, a.kind, a.name, a.totp_sealed, a.disabled_at, e.name as employer_name
   from account a join employer e on e.id = a.employer_id
   where a.phone_hash = $1 and a.employer_id is not null`,
);
const ownerOf = ({ database, vault }: Platform, phone: string) => database.first(findOwner, [phoneHash(vault, phone)]);

export type AccessPurpose = 'sign-in' | 'reset';
interface Proven {
  readonly phone: string;
  readonly code: string;
  readonly addressPrefix: string;
  readonly sender: string;
}

export const sendAccessCode = async (platform: Platform, phone: string, purpose: AccessPurpose, addressPrefix: string) =>
  sendCode(platform, { phone, purpose, subject: phone }, addressPrefix, (await ownerOf(platform, phone)) !== undefined);

/** The code is right and the phone somebody's. Not used up yet. */
async function prove(platform: Platform, purpose: AccessPurpose, { phone, code, addressPrefix, sender }: Proven) {
  const { database, vault, clock } = platform;
  const proof = await checkCode(platform, { phone, purpose, subject: phone }, { code, sender });
  const owner = await ownerOf(platform, phone);
  if (!isRefused(proof) && owner && !owner.disabledAt) return { proof, owner };
  // Who has the phone may know; everybody else gets one answer.
  const isDisabled = !isRefused(proof) && owner?.disabledAt;
  const event = {
    at: clock.now(),
    actor: 'anyone',
    action: 'sign-in-failed',
    object: owner ? `account:${owner.id}` : `login:${phoneHash(vault, phone).toString('hex').slice(0, 16)}`,
    addressPrefix,
    detail: { code: isDisabled ? 'account-disabled' : 'wrong-sms-code', by: purpose },
  } as const;
  await recordAuditEvent(database, event, vault);
  return isDisabled ? refuse('account-disabled', { who: disabledBy[owner.kind] }) : refuse('wrong-sms-code');
}

/** Where the account has a second factor, the phone is the first alone. Opens no session. */
export async function signInByCode(
  platform: Platform,
  { totp, ...proven }: Proven & { readonly totp: string | undefined },
): Promise<SignedIn | Refused> {
  const found = await prove(platform, 'sign-in', proven);
  if (isRefused(found)) return found;
  const { owner, proof } = found;
  const second = await checkSecondStep(platform, owner, totp);
  if (isRefused(second)) return second;
  const used = await platform.database.transaction(tx => useCode(tx, proof));
  return used ?? { accountId: owner.id, kind: owner.kind, schoolId: undefined, by: second?.by ?? 'sms' };
}

/** Everybody who is signed in with the old password is signed out. */
export async function resetPassword(
  platform: Platform,
  { password, ...proven }: Proven & { readonly password: string },
): Promise<{ readonly done: true } | Refused> {
  const { database, vault, clock } = platform;
  const { phone, addressPrefix, sender } = proven;
  const found = await prove(platform, 'reset', proven);
  if (isRefused(found)) return found;
  const { owner, proof } = found;
  const weak = refuseWeakPassword(password, { names: [owner.name, owner.employerName], phone });
  if (weak) return weak;
  const hash = await hashPassword(password, { sender });
  const now = clock.now();
  return database.transaction(async tx => {
    const used = await useCode(tx, proof);
    if (used) return used;
    await tx.execute(setPassword, [owner.id, hash]);
    await tx.execute(endSessionsOfAccount, [owner.id, now, null]);
    const actor = actorKey({ accountId: owner.id });
    const event = { at: now, actor, action: 'password-reset-by-sms', object: `account:${owner.id}`, addressPrefix } as const;
    await recordAuditEvent(tx, event, vault);
    await postMessage(
      tx,
      { vault, now },
      {
        eventKey: `password-reset-${owner.id}-${now.getTime()}`,
        to: { accountId: owner.id },
        title: '登录密码已重新设置',
        text: '您的登录密码已通过短信验证码重新设置，已登录的设备全部退出。如非本人操作，请立即重设并联系平台运维。',
      },
    );
    return { done: true } as const;
  });
}
const setPassword = statement('sign-in.reset_password', 'update account set password_hash = $2 where id = $1');
