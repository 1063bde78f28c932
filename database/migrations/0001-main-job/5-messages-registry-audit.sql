create table message (
  id bigint generated always as identity primary key,
  event_key text not null,
  recipient_kind text not null check (recipient_kind in ('graduate', 'account')),
  person_id bigint,
  account_id bigint,
  school_id bigint,
  case_id bigint,
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
comment on table message is 'The inbox: exactly one per event and recipient.';

create table delivery (
  id bigint generated always as identity primary key,
  message_id bigint not null references message (id),
  channel text not null check (channel in ('wechat', 'sms')),
  state text not null default 'queued'
    check (state in ('queued', 'sending', 'sent', 'delivered', 'temporary-failure', 'permanent-failure', 'technical-failure', 'unknown')),
  attempts integer not null default 0,
  provider_id text,
  provider_code text,
  updated_at timestamptz not null,
  constraint delivery_once unique (message_id, channel)
);
create index delivery_open on delivery (state, updated_at) where state in ('queued', 'sending', 'temporary-failure', 'unknown');
comment on table delivery is 'A message on its way by WeChat or SMS. After the mark sending it is never sent again by itself.';

create table registry_record (
  school_id bigint not null,
  graduate_id bigint not null,
  part text not null check (part in ('destination', 'archive', 'hukou')),
  source text not null check (source in ('platform', 'registry-upload', 'registry-api')),
  content_sealed bytea not null,
  destination_type text,
  employer_name text,
  uscc text,
  origin_case_id bigint,
  origin_version integer,
  note text,
  reported_at timestamptz not null,
  primary key (school_id, graduate_id, part)
);
comment on table registry_record is 'The employment registry''s reported record, by part, with the source of each.';

create table registry_record_history (
  school_id bigint not null,
  graduate_id bigint not null,
  id bigint generated always as identity,
  part text not null,
  source text not null,
  change text not null check (change in ('written', 'cleared')),
  content_sealed bytea,
  origin_case_id bigint,
  at timestamptz not null,
  primary key (school_id, graduate_id, id)
);
comment on table registry_record_history is 'Everything that ever stood in the reported record. Insert only.';

create table audit_event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  school_id bigint,
  actor text not null,
  action text not null,
  object text not null,
  address_prefix text,
  detail_sealed bytea
);
create index audit_event_of_school on audit_event (school_id, id desc);
comment on table audit_event is 'Who did what, from where, on what. Insert only.';
