import { randomInt, randomUUID, timingSafeEqual } from 'node:crypto';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { phoneHash } from '#server/accounts/index.ts';
import { type AttemptPolicy, countAttempt, waitInWords } from '#server/platform/limits/count-attempt.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';

export type CodePurpose = 'register' | 'consent' | 'sign-in' | 'reset';

const resendAfter = 60_000;
const validFor = 5 * 60_000;
/** Of one sender: strangers who guess use up their own tries and not the owner's. */
const perTrier: AttemptPolicy = { free: 5, firstWait: validFor / 1000, longestWait: validFor / 1000, forgottenAfter: 3600 };
/** Of all together: 60 guesses find one code in 16,000. */
const triesAtMost = 60;

/** Nobody's phone is rung all day. */
const perPhone: AttemptPolicy = { free: 5, firstWait: 600, longestWait: 6 * 3600, forgottenAfter: 24 * 3600 };
/** A school behind one address registers few employers, a program tries thousands. */
const perAddress: AttemptPolicy = { free: 40, firstWait: 60, longestWait: 3600, forgottenAfter: 6 * 3600 };

const templates: Readonly<Record<CodePurpose, string>> = {
  register: 'SMS_QX_REGISTER',
  consent: 'SMS_QX_CONSENT',
  'sign-in': 'SMS_QX_SIGN_IN',
  reset: 'SMS_QX_RESET',
};

const putCode = statement<{ sentAt: Date }>(
  'sign-in.put_sms_code',
  `insert into sms_code as c (phone_hash, purpose, code_hash, tries, sent_at) values ($1, $2, $3, 0, $4)
   on conflict (phone_hash, purpose) do update set code_hash = excluded.code_hash, tries = 0, sent_at = excluded.sent_at
   where c.sent_at <= $5 returning sent_at`,
);
const lastSent = statement<{ sentAt: Date }>(
  'sign-in.sms_code_sent_at',
  'select sent_at from sms_code where phone_hash = $1 and purpose = $2',
);
const takeBackCode = statement(
  'sign-in.take_back_sms_code',
  'delete from sms_code where phone_hash = $1 and purpose = $2 and code_hash = $3',
);
const countTry = statement<{ codeHash: Buffer }>(
  'sign-in.count_sms_try',
  `update sms_code set tries = tries + 1 where phone_hash = $1 and purpose = $2 and tries < $3 and sent_at > $4 returning code_hash`,
);

interface CodeFor {
  readonly phone: string;
  readonly purpose: CodePurpose;
  /** The subject that the code proves: the phone itself, or the person with this phone (a family may share one). */
  readonly subject: string;
}
const hashOf = ({ vault }: Platform, { purpose, subject }: CodeFor, code: string): Buffer =>
  vault.keyedHash(`sms-code:${purpose}:${subject}:${code}`);

/** Sends a code of six digits. Answers how long to wait before the next one may be asked for, seconds. */
export async function sendCode(
  platform: Platform,
  target: CodeFor,
  addressPrefix: string,
  /** False: nobody has the phone here. All is as if it were sent, but for the SMS. */
  isKnown = true,
): Promise<{ readonly waitSeconds: number } | Refused> {
  const { database, vault, clock, outside } = platform;
  const now = clock.now();
  const phone = phoneHash(vault, target.phone);
  const mustWait = (seconds: number): Refused => refuse('try-later', { wait: waitInWords(seconds), waitSeconds: seconds });

  const last = await database.first(lastSent, [phone, target.purpose]);
  const early = last ? Math.ceil((last.sentAt.getTime() + resendAfter - now.getTime()) / 1000) : 0;
  if (early > 0) return mustWait(early);
  const waits = [
    await countAttempt(database, vault.keyedHash(`sms:${addressPrefix}`), now, perAddress),
    await countAttempt(database, vault.keyedHash(`sms:${target.purpose}:${target.subject}`), now, perPhone),
  ];
  const wait = Math.max(...waits);
  if (wait > 0) return mustWait(wait);

  const code = String(randomInt(1_000_000)).padStart(6, '0');
  const codeHash = hashOf(platform, target, code);
  const put = await database.first(putCode, [phone, target.purpose, codeHash, now, new Date(now.getTime() - resendAfter)]);
  if (!put) return mustWait(resendAfter / 1000);
  if (!isKnown) return { waitSeconds: resendAfter / 1000 };
  const delivery = await outside.sms.send({
    phone: target.phone,
    templateCode: templates[target.purpose],
    params: { code },
    outId: randomUUID(),
  });
  if (delivery.outcome === 'sent') return { waitSeconds: resendAfter / 1000 };
  platform.log.warn({ code: delivery.code, purpose: target.purpose }, 'a code was not sent by SMS');
  // It may be on its way all the same: then it stays good, and only asking again has to wait.
  if (!delivery.fateUnknown) await database.execute(takeBackCode, [phone, target.purpose, codeHash]);
  return refuse('sms-not-sent');
}

/** A right code that has not been used up yet. */
export interface CodeProof {
  readonly phoneHash: Buffer;
  readonly purpose: CodePurpose;
  readonly codeHash: Buffer;
}

/**
 * Whether a code is right: five tries, five minutes. The try is counted outside of any transaction, so that a refused command does
 * not give it back; the code is used up by `useCode` inside the command's transaction.
 */
export async function checkCode(
  platform: Platform,
  target: CodeFor,
  { code, sender }: { readonly code: string; readonly sender: string },
): Promise<CodeProof | Refused> {
  const { database, vault, clock } = platform;
  const phone = phoneHash(vault, target.phone);
  const after = new Date(clock.now().getTime() - validFor);
  const sent = await database.first(lastSent, [phone, target.purpose]);
  // Of this code: the next one that is sent begins anew.
  const trier = vault.keyedHash(`sms-try:${target.purpose}:${target.subject}:${sender}:${sent?.sentAt.getTime()}`);
  if ((await countAttempt(database, trier, clock.now(), perTrier)) > 0) return refuse('wrong-sms-code');
  const kept = await database.first(countTry, [phone, target.purpose, triesAtMost, after]);
  const codeHash = hashOf(platform, target, code);
  if (!kept || !timingSafeEqual(kept.codeHash, codeHash)) return refuse('wrong-sms-code');
  return { phoneHash: phone, purpose: target.purpose, codeHash };
}

/** Uses a code up; of two commands with the same code the second is refused. Takes the refusal of `checkCode` too, and hands it on. */
export async function useCode(tx: Queryable, proof: CodeProof | Refused): Promise<Refused | undefined> {
  if (isRefused(proof)) return proof;
  const used = await tx.execute(takeBackCode, [proof.phoneHash, proof.purpose, proof.codeHash]);
  return used === 1 ? undefined : refuse('wrong-sms-code');
}
