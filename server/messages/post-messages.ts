import type { About } from '#domain/message-links.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { addJobs } from '#server/platform/jobs/jobs.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { deliver } from './post-message.ts';

/** To a person, by WeChat where bound and by SMS. */
export interface BulkMessage {
  /** Names the event: posted twice, it leaves one message. */
  readonly eventKey: string;
  readonly personId: number;
  readonly title: string;
  readonly text: string;
  readonly about?: About;
}

const insertMessages = statement<{ id: number; personId: number }>(
  'messages.insert_many',
  `insert into message (event_key, recipient_kind, person_id, about, title, text_sealed, created_at)
   select given.event_key, 'graduate', given.person_id, given.about, given.title, given.text, $6
   from unnest($1::text[], $2::bigint[], $3::text[], $4::text[], $5::bytea[]) as given (event_key, person_id, about, title, text)
   on conflict do nothing
   returning id, person_id`,
);
const insertDeliveries = statement<{ id: number }>(
  'messages.insert_deliveries',
  `insert into delivery (message_id, channel, updated_at)
   select m.id, channel, $3
   from unnest($1::bigint[], $2::bigint[]) as m (id, person_id)
   cross join lateral (
     select 'wechat' as channel from person_wechat w where w.person_id = m.person_id and w.openid_sealed is not null
     union all
     select 'sms' where exists (
       select from person_cohort k
       join graduate g on g.school_id = k.school_id and g.person_id = k.person_id and g.cohort = k.cohort
       where k.person_id = m.person_id and g.phone_sealed is not null)
   ) as by
   on conflict do nothing
   returning id`,
);

/** `postMessage` for many people, with `push: 'all'` or `'none'`: three statements, whatever their number. */
export async function postMessages(
  tx: Transaction,
  { vault, now }: { readonly vault: Vault; readonly now: Date },
  messages: readonly BulkMessage[],
  { push = true }: { readonly push?: boolean } = {},
): Promise<void> {
  const posted = await tx.query(insertMessages, [
    messages.map(({ eventKey }) => eventKey),
    messages.map(({ personId }) => personId),
    messages.map(({ about }) => about ?? null),
    messages.map(({ title }) => title),
    messages.map(({ text }) => vault.seal(text)),
    now,
  ]);
  if (!push) return;
  const deliveries = await tx.query(insertDeliveries, [posted.map(({ id }) => id), posted.map(({ personId }) => personId), now]);
  await addJobs(
    tx,
    deliver,
    deliveries.map(({ id }) => ({ payload: { deliveryId: id }, key: String(id) })),
  );
}
