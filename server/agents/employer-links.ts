/** 用人单位协助回传: a link by SMS that opens one agreement, until it is used, replaced, a week old, or the case has moved on. */
import { createHash, randomBytes } from 'node:crypto';
import { dayLength } from '#domain/dates.ts';
import { type Refused, refuse } from '#domain/refusals.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';

const validFor = 7 * dayLength;
const template = 'SMS_QX_LINK';
const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

const replaceLinks = statement(
  'cases.replace_links',
  'update employer_link set used_at = $3 where school_id = $1 and case_id = $2 and used_at is null',
);
const insertLink = statement(
  'cases.insert_link',
  `insert into employer_link (token_hash, token_sealed, school_id, case_id, case_seq, phone_sealed, expires_at, created_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8)`,
);
const markLinkSending = statement<{ id: number; tokenSealed: Buffer; phoneSealed: Buffer; name: string; schoolName: string }>(
  'cases.send_link',
  `update employer_link l set sms_state = 'sending' from destination_case c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id join school s on s.id = c.school_id
   where l.school_id = $1 and l.case_id = $2 and l.sms_state = 'queued' and l.used_at is null and l.token_sealed is not null
     and c.school_id = l.school_id and c.id = l.case_id
   returning l.id, l.token_sealed, l.phone_sealed, g.name, s.name as school_name`,
);
/** The token is needed until its SMS is sent, and no longer. */
const markLink = statement('cases.mark_link', 'update employer_link set sms_state = $2, token_sealed = null where id = $1');
const findLink = statement<{ id: number; schoolId: number; caseId: number; expiresAt: Date }>(
  'cases.find_link',
  `select l.id, l.school_id, l.case_id, l.expires_at from employer_link l
   join destination_case c on c.school_id = l.school_id and c.id = l.case_id
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where l.token_hash = $1 and l.used_at is null and l.expires_at > $2 and c.history_seq = l.case_seq and g.lapsed_at is null`,
);
const findAnyLink = statement<{ id: number; schoolId: number; caseId: number }>(
  'cases.find_any_link',
  'select id, school_id, case_id from employer_link where token_hash = $1',
);
/** What opens a link lets it be used: read again here, under the lock of its case. */
const consumeLink = statement(
  'cases.use_link',
  `update employer_link l set used_at = $2 from destination_case c join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where l.id = $1 and l.used_at is null and l.expires_at > $2 and c.school_id = l.school_id and c.id = l.case_id
     and c.history_seq = l.case_seq and g.lapsed_at is null`,
);
const countLinks = statement<{ count: number }>(
  'cases.count_links',
  `select count(*)::int as count from employer_link l join destination_case c on c.school_id = l.school_id and c.id = l.case_id
   where l.school_id = $1 and c.graduate_id = $2 and l.created_at > $3`,
);

/** Of one graduate in 24 hours: each is an SMS to somebody who did not ask for it. */
const linksAtMost = 5;

interface NewLink {
  readonly schoolId: number;
  readonly caseId: number;
  readonly graduateId: number;
  /** The history step at which the link is made: once the case has another, the link is dead. */
  readonly seq: number;
  readonly phone: string;
}

/** A fresh link replaces earlier ones. 256 bits, stored as their hash; sealed beside it until the SMS is out. */
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

/** At most once after its mark. The token is in the URL's fragment, so that it reaches no log. */
export async function sendLink(
  { database, vault, outside, publicUrl }: Platform,
  schoolId: number,
  caseId: number,
): Promise<void> {
  const link = await database.first(markLinkSending, [schoolId, caseId]);
  if (!link) return;
  const url = `${publicUrl}/agent#${vault.open(link.tokenSealed)}`;
  const sent = await outside.sms.send({
    phone: vault.open(link.phoneSealed),
    templateCode: template,
    params: { school: link.schoolName, name: link.name, url },
    outId: `qx-link-${link.id}`,
  });
  const state = sent.outcome === 'sent' ? 'sent' : sent.fateUnknown ? 'unknown' : 'failed';
  await database.execute(markLink, [link.id, state]);
}

/** The case that a token opens now; undefined for a wrong, old, used, replaced one, and where the case has moved on. */
export const openLink = ({ database, clock }: Platform, token: string) => database.first(findLink, [hashOf(token), clock.now()]);

/** The link of a token, whether or not it still opens anything. */
export const findLinkOf = ({ database }: Platform, token: string) => database.first(findAnyLink, [hashOf(token)]);

/** Uses the link up, in the transaction of the upload; of two uploads the second finds it used. */
export const useUpLink = async (tx: Transaction, linkId: number, now: Date): Promise<boolean> =>
  (await tx.execute(consumeLink, [linkId, now])) === 1;
