create table message (
  id bigint generated always as identity primary key,
  event_key text not null,
  recipient_kind text not null constraint message_recipient_kind check (recipient_kind in ('graduate', 'account')),
  person_id bigint,
  account_id bigint,
  about text,
  title text not null,
  text_sealed bytea not null,
  created_at timestamptz not null,
  read_at timestamptz,
  constraint message_whose check ((person_id is null) <> (account_id is null))
);
create unique index message_once_person on message (event_key, person_id) where person_id is not null;
create unique index message_once_account on message (event_key, account_id) where account_id is not null;
create index message_of_person on message (person_id, (read_at is not null), id desc) where person_id is not null;
create index message_of_account on message (account_id, (read_at is not null), id desc) where account_id is not null;
comment on column message.about is 'What its link leads to: archive, case:12-34. Null: to nothing.';
comment on table message is 'The inbox: exactly one per event and recipient.';

create table delivery (
  id bigint generated always as identity primary key,
  message_id bigint not null constraint delivery_message references message (id),
  channel text not null constraint delivery_channel check (channel in ('wechat', 'sms')),
  state text not null default 'queued' constraint delivery_state check (
    state in ('queued', 'sending', 'sent', 'delivered', 'temporary-failure', 'permanent-failure', 'technical-failure', 'unknown')),
  attempts integer not null default 0,
  provider_id text,
  provider_code text,
  updated_at timestamptz not null,
  constraint delivery_once unique (message_id, channel)
);
create index delivery_open on delivery (state, updated_at) where state in ('queued', 'sending', 'temporary-failure', 'unknown');
comment on table delivery is 'A message on its way by WeChat or SMS. After the mark sending it is never sent again by itself.';
