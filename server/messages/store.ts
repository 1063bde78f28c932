import type { AccountKind } from '#domain/access.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export const insertMessage = statement<{ id: number }>(
  'messages.insert',
  `insert into message (event_key, recipient_kind, person_id, account_id, about, title, text_sealed, created_at, brief_sealed)
   values ($1, case when $2::bigint is null then 'account' else 'graduate' end, $2, $3, $4, $5, $6, $7, $8)
   on conflict do nothing
   returning id`,
);

export interface Recipient {
  readonly kind: AccountKind;
  readonly openidSealed: Buffer | null;
  readonly phoneSealed: Buffer | null;
}
/** Where a person can be reached: WeChat when bound, the phone of the latest cohort. */
export const findPersonContact = statement<Recipient>(
  'messages.person_contact',
  `select 'graduate' as kind, w.openid_sealed, g.phone_sealed
   from person p
   left join person_wechat w on w.person_id = p.id
   left join lateral (
     select g.phone_sealed from person_cohort k
     join graduate g on g.school_id = k.school_id and g.person_id = k.person_id and g.cohort = k.cohort
     where k.person_id = p.id and g.phone_sealed is not null order by k.cohort desc limit 1
   ) g on true
   where p.id = $1`,
);
/** Also of an account that was disabled a moment ago: it is told so. */
export const findAccountContact = statement<Recipient>(
  'messages.account_contact',
  'select kind, null::bytea as openid_sealed, phone_sealed from account where id = $1',
);

export const insertDelivery = statement<{ id: number }>(
  'messages.insert_delivery',
  'insert into delivery (message_id, channel, updated_at) values ($1, $2, $3) on conflict do nothing returning id',
);

export interface DeliveryRow {
  readonly id: number;
  readonly channel: 'wechat' | 'sms';
  readonly state: string;
  readonly about: string | null;
  readonly title: string;
  readonly textSealed: Buffer;
  readonly eventKey: string;
  readonly personId: number | null;
  readonly accountId: number | null;
}
/** The mark `sending` is set before the provider is called: after a crash in between nobody knows, and nobody sends again. */
export const markSending = statement<DeliveryRow>(
  'messages.mark_sending',
  `update delivery d set state = 'sending', attempts = d.attempts + 1, updated_at = $2
   from message m
   where d.id = $1 and m.id = d.message_id and d.state in ('queued', 'temporary-failure')
   returning d.id, d.channel, d.state, m.about, m.title, coalesce(m.brief_sealed, m.text_sealed) as text_sealed, m.event_key, m.person_id, m.account_id`,
);
export const markUnknown = statement(
  'messages.mark_unknown',
  `update delivery set state = 'unknown', updated_at = $2 where id = $1 and state = 'sending'`,
);
export const markOutcome = statement(
  'messages.mark_outcome',
  'update delivery set state = $2, provider_id = $3, provider_code = $4, updated_at = $5 where id = $1',
);
