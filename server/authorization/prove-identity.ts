/** 实人认证: the name and number that a person types are those of the roster, and belong together. */
import { documentTypes } from '#domain/codes/small-tables.ts';
import { normalizeDocumentNumber } from '#domain/identifiers/id-card.ts';
import { normalizePersonName } from '#domain/identifiers/person-name.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { documentHash } from '#server/platform/base/document-hash.ts';
import {
  type AttemptPolicy,
  countAttempt,
  forgetAttempts,
  giveBackAttempt,
  waitInWords,
} from '#server/platform/limits/count-attempt.ts';
import { IdentityCheckError } from '#server/platform/outside/identity-check.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { findIdentityProven, markIdentityProven } from '#server/sessions/index.ts';
import { findFormGraduate } from '#server/verification/index.ts';
import type { Own } from './own.ts';
import { findOwn, type OwnRow } from './store.ts';

/** Somebody at a phone that was left open tries a few numbers and has to wait. */
const perSession: AttemptPolicy = { free: 5, firstWait: 600, longestWait: 3600, forgottenAfter: 12 * 3600 };
/** In whatever session: ten a day. */
const perPerson: AttemptPolicy = { free: 10, firstWait: 24 * 3600, longestWait: 24 * 3600, forgottenAfter: 24 * 3600 };

interface Typed {
  readonly name: string;
  readonly documentNumber: string;
}
interface Asking {
  readonly actor: Actor;
  readonly addressPrefix: string;
}

/** The identity service knows identity cards alone; of other documents the roster decides. */
const idCard = 'idCard';
export const documentWord = (type: string): string => documentTypes.find(({ code }) => code === type)?.name ?? '证件';

/** When the person of this session proved who they are; undefined when they have not. */
export async function provenAt({ database }: Pick<Platform, 'database'>, { sessionId }: Actor): Promise<Date | undefined> {
  return (await database.first(findIdentityProven, [sessionId]))?.at ?? undefined;
}
/** What is asked before a code is issued or shown. */
export const identityRefusal = async (platform: Pick<Platform, 'database'>, actor: Actor): Promise<Refused | undefined> =>
  (await provenAt(platform, actor)) ? undefined : refuse('identity-unproven');

export async function proveIdentity(
  platform: Platform,
  { schoolId, graduateId }: Own,
  typed: Typed,
  { actor, addressPrefix }: Asking,
): Promise<{ readonly provenAt: Date } | Refused> {
  const { database, vault, clock } = platform;
  const now = clock.now();
  const [graduate, own] = await Promise.all([
    findFormGraduate(database, { schoolId, graduateId }),
    database.first(findOwn, [schoolId, graduateId]),
  ]);
  if (!graduate || !own) return refuse('not-found');
  const subjects = [
    { subject: vault.keyedHash(`identity:session:${actor.sessionId}`), policy: perSession },
    { subject: vault.keyedHash(`identity:person:${graduate.personId}`), policy: perPerson },
  ];
  const counted: Buffer[] = [];
  const giveBack = () => Promise.all(counted.map(subject => giveBackAttempt(database, subject)));
  for (const { subject, policy } of subjects) {
    const wait = await countAttempt(database, subject, now, policy);
    if (wait > 0) {
      await giveBack();
      return refuse('try-later', { wait: waitInWords(wait), waitSeconds: wait });
    }
    counted.push(subject);
  }
  const outcome = await outcomeOf(platform, { name: graduate.name, own, typed });
  if (isRefused(outcome) && outcome.refused.code === 'identity-check-down') await giveBack();
  const event = { at: now, schoolId, actor: actorKey(actor), object: `graduate:${graduateId}`, addressPrefix };
  if (isRefused(outcome)) {
    await recordAuditEvent(database, { ...event, action: 'identity-refused', detail: { code: outcome.refused.code } }, vault);
    return outcome;
  }
  await database.transaction(async tx => {
    await tx.execute(markIdentityProven, [actor.sessionId, now]);
    await recordAuditEvent(tx, { ...event, action: 'identity-proven' }, vault);
  });
  for (const subject of counted) await forgetAttempts(database, subject);
  return { provenAt: now };
}

async function outcomeOf(
  { vault, outside, log }: Platform,
  { name, own, typed }: { readonly name: string; readonly own: OwnRow; readonly typed: Typed },
): Promise<{ readonly done: true } | Refused> {
  const { documentType, documentHash: kept } = own;
  const [typedName, idNumber] = [normalizePersonName(typed.name), normalizeDocumentNumber(typed.documentNumber)];
  const isOnRoster = typedName === normalizePersonName(name) && documentHash(vault, documentType, idNumber).equals(kept);
  // The service costs money and learns a name and a number: it is asked about nobody else.
  if (!isOnRoster) return refuse('identity-not-matched');
  if (documentType !== idCard) return { done: true };
  try {
    const result = await outside.identityCheck({ name: typedName, idNumber });
    return result === 'match' ? { done: true } : refuse('identity-not-matched');
  } catch (error) {
    if (!(error instanceof IdentityCheckError)) throw error;
    log.warn({ code: error.code }, 'the identity check gave no answer');
    return refuse('identity-check-down');
  }
}
