import { maskPhone } from '#domain/identifiers/phone.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type CodeProof, checkCode, sendCode } from './sms-codes.ts';

interface Whom {
  readonly schoolId: number;
  readonly graduateId: number;
}
const findPhone = statement<{ personId: number; phoneSealed: Buffer | null }>(
  'sign-in.graduate_phone',
  'select person_id, phone_sealed from graduate where school_id = $1 and id = $2',
);

async function targetOf({ database, vault }: Platform, { schoolId, graduateId }: Whom) {
  const row = await database.first(findPhone, [schoolId, graduateId]);
  if (!row) return refuse('not-found');
  if (!row.phoneSealed) return refuse('no-phone');
  return { phone: vault.open(row.phoneSealed), purpose: 'consent', subject: `person:${row.personId}` } as const;
}

/** Sends a code to the graduate's own phone, for those who cannot type their name. */
export async function sendConsentCode(
  platform: Platform,
  whom: Whom,
  addressPrefix: string,
): Promise<{ readonly waitSeconds: number; readonly maskedPhone: string } | Refused> {
  const target = await targetOf(platform, whom);
  if ('refused' in target) return target;
  const sent = await sendCode(platform, target, addressPrefix);
  return 'refused' in sent ? sent : { ...sent, maskedPhone: maskPhone(target.phone) };
}

/**
 * Whether a consent code is right. Asked before the command's transaction, since a try counts even if the command is refused; the
 * command then uses the code up with `useCode(tx, proof)`, which hands a refusal on.
 */
export async function checkConsentCode(
  platform: Platform,
  whom: Whom,
  given: { readonly code: string; readonly sender: string },
): Promise<CodeProof | Refused> {
  const target = await targetOf(platform, whom);
  return 'refused' in target ? target : checkCode(platform, target, given);
}
