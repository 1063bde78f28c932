/** 用人单位协助回传: a link by SMS that opens one agreement, until it is used, replaced, a week old, or the case has moved on. */
import { createHash, randomBytes } from 'node:crypto';
import { dayLength } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

const validFor = 7 * dayLength;
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const replaceLinks = statement(
  'agents.replace_links',
  'update employer_link set used_at = $3, token_sealed = null where school_id = $1 and case_id = $2 and used_at is null',
);
const insertLink = statement(
  'agents.insert_link',
  `insert into employer_link (token_hash, token_sealed, school_id, case_id, case_seq, phone_sealed, expires_at, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const findLink = statement<{ id: number; schoolId: number; caseId: number; expiresAt: Date }>(
  'agents.find_link',
  `select l.id, l.school_id, l.case_id, l.expires_at from employer_link l
   join destination_case c on c.school_id = l.school_id and c.id = l.case_id
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 and c.history_seq = l.case_seq and g.lapsed_at is null`,
);
const findAnyLink = statement<{ id: number; schoolId: number; caseId: number }>(
  'agents.find_any_link',
  'select id, school_id, case_id from employer_link where token_hash = $1',
);
/** What opens a link lets it be used: read again here, under the lock of its case. */
const consumeLink = statement(
  'agents.use_link',
  `update employer_link l set used_at = $2, token_sealed = null from destination_case c join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where l.id = $1 and l.used_at is null and l.expires_at > $2 and c.school_id = l.school_id and c.id = l.case_id
     and c.history_seq = l.case_seq and g.lapsed_at is null`,
);
export const countLinks = statement<{ count: number }>(
  'agents.count_links',
  `select count(*)::int as count from employer_link l join destination_case c on c.school_id = l.school_id and c.id = l.case_id
   where l.school_id = $1 and c.graduate_id = $2 and l.created_at > $3`,
);

/** Of one graduate in 24 hours: each is an SMS to somebody who did not ask for it. */
export const linksAtMost = 5;

interface NewLink {
  readonly schoolId: number;
  readonly caseId: number;
  readonly graduateId: number;
  /** The history step at which the link is made: once the case has another, the link is dead. */
  readonly seq: number;
  readonly phone: string;
}

/** A fresh link replaces earlier ones. 256 bits, stored as their hash; sealed beside it as long as it lives. */
export async function makeLink(
  { vault, clock }: Platform,
  tx: Transaction,
  { schoolId, caseId, graduateId, seq, phone }: NewLink,
): Promise<Refused | undefined> {
  const now = clock.now();
  const { count } = await tx.one(countLinks, [schoolId, graduateId, new Date(now.getTime() - dayLength)]);
  if (count >= linksAtMost) return refuse('links-used-up', { limit: linksAtMost });
  const token = randomBytes(32).toString('base64url');
  await tx.execute(replaceLinks, [schoolId, caseId, now]);
  const times = [new Date(now.getTime() + validFor), now];
  await tx.execute(insertLink, [hashOf(token), vault.seal(token), schoolId, caseId, seq, vault.seal(phone), ...times]);
  return undefined;
}

/** The case that a token opens now; undefined for a wrong, old, used, replaced one, and where the case has moved on. */
export const openLink = ({ database, clock }: Platform, token: string) => database.first(findLink, [hashOf(token), clock.now()]);

/** The link of a token, whether or not it still opens anything. */
export const findLinkOf = ({ database }: Platform, token: string) => database.first(findAnyLink, [hashOf(token)]);

/** Uses the link up, in the transaction of the upload; of two uploads the second finds it used. */
export const useUpLink = async (tx: Transaction, linkId: number, now: Date): Promise<boolean> =>
  (await tx.execute(consumeLink, [linkId, now])) === 1;

const markOpened = statement('agents.mark_opened', 'update employer_link set opened_at = $2 where id = $1 and opened_at is null');
/** The employer has opened the agreement by its link: the graduate sees that. */
export const noteOpened = async ({ database, clock }: Platform, linkId: number): Promise<void> => {
  await database.execute(markOpened, [linkId, clock.now()]);
};

/** Tokens of links that ran out. Value: a moment before which they did. */
export const sweepTokens = statement(
  'agents.sweep_tokens',
  'update employer_link set token_sealed = null where token_sealed is not null and expires_at < $1',
);
