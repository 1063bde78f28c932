/** The SMS with the link: tried again with growing pauses, and given up with a word to the graduate. */
import { postMessage } from '#server/messages/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

const template = 'SMS_QX_LINK';
/** With the pauses of the queue an hour and a half. Later the contact would not expect it any more. */
const triesAtMost = 8;

interface Waiting {
  readonly id: number;
  readonly tries: number;
  readonly tokenSealed: Buffer;
  readonly phoneSealed: Buffer;
  readonly name: string;
  readonly personId: number;
  readonly schoolName: string;
}
const markSending = statement<Waiting>(
  'agents.mark_sending',
  `update employer_link l set sms_state = 'sending', sms_tries = l.sms_tries + 1 from destination_case c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id join school s on s.id = c.school_id
   where l.school_id = $1 and l.case_id = $2 and l.sms_state = 'queued' and l.used_at is null and l.token_sealed is not null
     and c.school_id = l.school_id and c.id = l.case_id and c.history_seq = l.case_seq
   returning l.id, l.sms_tries as tries, l.token_sealed, l.phone_sealed, g.name, g.person_id, s.name as school_name`,
);
/** Left by a worker that died: nobody knows whether it is out. */
const markUnknown = statement(
  'agents.mark_unknown',
  `update employer_link set sms_state = 'unknown' where school_id = $1 and case_id = $2 and sms_state = 'sending'`,
);
const markOutcome = statement('agents.mark_outcome', 'update employer_link set sms_state = $2 where id = $1');
/** For the operator's page: links that still open something, and whose SMS is not known to have arrived. */
export const countFailedLinks = statement<{ failed: number }>(
  'agents.count_failed_links',
  `select count(*)::int as failed from employer_link l join destination_case c on c.school_id = l.school_id and c.id = l.case_id
   where l.sms_state in ('failed', 'unknown') and l.used_at is null and l.expires_at > $1 and c.history_seq = l.case_seq`,
);

/** At most once after its mark; throws on what may be tried again, so that the queue does. The token is in the URL's fragment, so that it reaches no log. */
export async function sendLink(platform: Platform, schoolId: number, caseId: number): Promise<void> {
  const { database, vault, outside, publicUrl, clock } = platform;
  const link = await database.first(markSending, [schoolId, caseId]);
  if (!link) {
    await database.execute(markUnknown, [schoolId, caseId]);
    return;
  }
  const sent = await outside.sms.send({
    phone: vault.open(link.phoneSealed),
    templateCode: template,
    params: { school: link.schoolName, name: link.name, url: `${publicUrl}/agent#${vault.open(link.tokenSealed)}` },
    outId: `qx-link-${link.id}`,
  });
  if (sent.outcome === 'sent') {
    await database.execute(markOutcome, [link.id, 'sent']);
    return;
  }
  const again = sent.outcome === 'temporary-failure' && !sent.fateUnknown && link.tries < triesAtMost;
  if (again) {
    await database.execute(markOutcome, [link.id, 'queued']);
    throw new Error(`the SMS with an employer's link failed for now: ${sent.code}`);
  }
  await database.transaction(async tx => {
    await tx.execute(markOutcome, [link.id, sent.fateUnknown ? 'unknown' : 'failed']);
    await postMessage(
      tx,
      { vault, now: clock.now() },
      {
        eventKey: `link-failed-${link.id}`,
        to: { personId: link.personId },
        title: '给单位的短信没有发出',
        text: '请单位协助回传协议书的短信没有送达。请核对号码后重新发送，或在该事项中复制链接、二维码发给单位。',
        about: `case:${schoolId}-${caseId}`,
      },
    );
  });
}
