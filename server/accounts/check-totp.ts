import { type Refused, refuse } from '#domain/refusals.ts';
import { type AttemptPolicy, countAttempt, forgetAttempts, waitInWords } from '#server/platform/limits/count-attempt.ts';
import type { Platform } from '#server/platform/platform.ts';
import { takeRecoveryCode } from './recovery-codes.ts';
import { useTotpStep } from './store.ts';
import { findTotpStep } from './totp.ts';

/** Per account, from wherever: only those who have the password come so far. */
const policy: AttemptPolicy = { free: 10, firstWait: 60, longestWait: 3600, forgottenAfter: 24 * 3600 };

interface WithSecret {
  readonly id: number;
  readonly totpSealed: Buffer;
}
type Check = (platform: Platform, account: WithSecret, typed: string) => Promise<boolean>;

const isStep: Check = async ({ database, vault, clock }, { id, totpSealed }, typed) => {
  const step = findTotpStep(vault.open(totpSealed), typed, clock.now());
  return step !== undefined && (await database.execute(useTotpStep, [id, step])) === 1;
};
const isRecoveryCode: Check = ({ database, vault, clock }, { id }, typed) =>
  takeRecoveryCode(database, vault, { accountId: id, code: typed, now: clock.now() });

async function judge(platform: Platform, account: WithSecret, typed: string, fits: Check): Promise<Refused | undefined> {
  const { database, vault, clock } = platform;
  const tries = vault.keyedHash(`second-factor:${account.id}`);
  const wait = await countAttempt(database, tries, clock.now(), policy);
  if (wait > 0) return refuse('try-later', { wait: waitInWords(wait), waitSeconds: wait });
  if (!(await fits(platform, account, typed))) return refuse('wrong-totp');
  await forgetAttempts(database, tries);
  return undefined;
}

/** The password of the moment, each good once. */
export const checkTotp = (platform: Platform, account: WithSecret, token: string): Promise<Refused | undefined> =>
  judge(platform, account, token, isStep);

const isToken = (typed: string): boolean => /^\d{6}$/.test(typed);

/** The password of the moment or, where the phone is lost, a recovery code. Answers which of them it was. */
export async function checkSecondFactor(
  platform: Platform,
  account: WithSecret,
  typed: string,
): Promise<{ readonly by: 'totp' | 'recovery-code' } | Refused> {
  const by = isToken(typed) ? 'totp' : 'recovery-code';
  return (await judge(platform, account, typed, by === 'totp' ? isStep : isRecoveryCode)) ?? { by };
}
