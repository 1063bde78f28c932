import type { AccountKind } from '#domain/access.ts';
import { disabledBy } from '#domain/account-kinds.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { initialPasswordDays } from '#domain/rules/initial-password.ts';
import { type AccountRow, checkSecondFactor, findAccount, loginKey, verifyPassword } from '#server/accounts/index.ts';
import { recordAuditEvent } from '#server/audit/index.ts';
import { type AttemptPolicy, countAttempt, forgetAttempts, waitInWords } from '#server/platform/limits/count-attempt.ts';
import type { Platform } from '#server/platform/platform.ts';

/** Per account and address together: a whole school behind one address, and an owner elsewhere, are left alone. Known devices apart. */
const policy: AttemptPolicy = { free: 5, firstWait: 30, longestWait: 3600, forgottenAfter: 24 * 3600 };
/** Per address, over all accounts: the staff of a school signs in through one in the morning, a program tries a thousand. */
const perAddress: AttemptPolicy = { free: 120, firstWait: 5, longestWait: 300, forgottenAfter: 900 };

interface Attempt {
  readonly login: string;
  readonly password: string;
  readonly totp: string | undefined;
  readonly addressPrefix: string;
  readonly sender: string;
  /** The name of the device, if this account has been signed in to in it. */
  readonly deviceOf: (accountId: number | undefined) => string | undefined;
}
export interface SignedIn {
  readonly accountId: number;
  readonly kind: Exclude<AccountKind, 'anyone' | 'graduate'>;
  readonly schoolId: number | undefined;
  /** How it was proved: by the second factor where there is one. */
  readonly by: 'password' | 'sms' | 'totp' | 'recovery-code';
}

const isStaffKind = (kind: AccountKind): kind is SignedIn['kind'] => kind !== 'anyone' && kind !== 'graduate';

/** Checks login, password and, where the account has one, the second factor. Opens no session. */
export async function signIn(platform: Platform, attempt: Attempt): Promise<SignedIn | Refused> {
  const { database, vault, clock } = platform;
  const now = clock.now();
  const key = loginKey(vault, attempt.login);
  const account = await database.first(findAccount, [key]);
  const device = attempt.deviceOf(account?.id);
  const { sender } = attempt;
  const subject = vault.keyedHash(`sign-in:${key}:${device ? `device:${device}` : sender}`);
  const wait =
    (await countAttempt(database, subject, now, policy)) ||
    (device ? 0 : await countAttempt(database, vault.keyedHash(`sign-in-address:${sender}`), now, perAddress));
  if (wait > 0) return tryLater(wait);

  const fits = await verifyPassword(attempt.password, account?.passwordHash, { sender, known: device !== undefined });
  const judged = fits && account ? await judgeAccount(platform, account, attempt.totp) : refuse('wrong-credentials');
  if (isRefused(judged) || !account || !isStaffKind(account.kind)) {
    const refusal = isRefused(judged) ? judged : refuse('wrong-credentials');
    const { code } = refusal.refused;
    // Asking for the second factor is the first half of a sign-in, not a failed one.
    if (code !== 'totp-required') {
      const event = {
        at: now,
        schoolId: account?.schoolId ?? undefined,
        actor: 'anyone',
        action: 'sign-in-failed',
        object: account ? `account:${account.id}` : `login:${vault.keyedHash(`login:${key}`).toString('hex').slice(0, 16)}`,
        addressPrefix: attempt.addressPrefix,
        detail: { code },
      } as const;
      await recordAuditEvent(database, event, vault);
    }
    return refusal;
  }
  await forgetAttempts(database, subject);
  return { accountId: account.id, kind: account.kind, schoolId: account.schoolId ?? undefined, by: judged.by };
}

const tryLater = (wait: number): Refused => refuse('try-later', { wait: waitInWords(wait), waitSeconds: wait });

/** What is asked once the password is right. Only who knows it is told that the account is disabled. */
async function judgeAccount(
  platform: Platform,
  account: AccountRow,
  typed: string | undefined,
): Promise<Pick<SignedIn, 'by'> | Refused> {
  const { kind, disabledAt, initialPasswordUntil } = account;
  if (disabledAt) return refuse('account-disabled', { who: disabledBy[kind] });
  if (initialPasswordUntil && initialPasswordUntil <= platform.clock.now())
    return refuse('initial-password-over', { days: initialPasswordDays });
  return (await checkSecondStep(platform, account, typed)) ?? { by: 'password' };
}

/**
 * What is asked beside the first proof, be it a password or a code by SMS: the second factor or a recovery code, where the account has
 * one. Undefined where it has none.
 */
export async function checkSecondStep(
  platform: Platform,
  { id, totpSealed }: Pick<AccountRow, 'id' | 'totpSealed'>,
  typed: string | undefined,
): Promise<{ readonly by: 'totp' | 'recovery-code' } | Refused | undefined> {
  if (!totpSealed) return undefined;
  return typed ? checkSecondFactor(platform, { id, totpSealed }, typed) : refuse('totp-required');
}
