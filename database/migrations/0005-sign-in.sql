create table session (
  id text primary key,
  token_hash bytea not null constraint session_token_unique unique,
  kind text not null,
  account_id bigint constraint session_account references account (id),
  person_id bigint constraint session_person references person (id),
  cohort smallint,
  device text not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  ended_at timestamptz,
  constraint session_whose check ((account_id is null) <> (person_id is null))
);
create index session_of_account on session (account_id) where ended_at is null;
create index session_of_person on session (person_id) where ended_at is null;
comment on table session is 'Signed-in browsers. The cookie holds 32 random bytes, this table only their SHA-256.';

create table sign_in_failure (
  subject_hash bytea primary key,
  failures integer not null,
  last_at timestamptz not null
);
comment on table sign_in_failure is 'Failed sign-ins per account and address together; the wait grows with their number.';

create table sms_code (
  phone_hash bytea not null,
  purpose text not null,
  code_hash bytea not null,
  tries integer not null default 0,
  sent_at timestamptz not null,
  primary key (phone_hash, purpose)
);
comment on table sms_code is 'The last SMS code per phone and purpose.';
