create table stored_file (
  row_id bigint generated always as identity primary key,
  id text not null,
  purpose text not null,
  school_id bigint,
  employer_id bigint,
  account_id bigint,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null
);
-- The same content may belong to several: each has a row of its own.
create unique index stored_file_once on stored_file (id, purpose, coalesce(school_id, 0), coalesce(employer_id, 0));
comment on table stored_file is 'What a file is and whose; the content lies in the file store under the id.';

create table session (
  id text primary key,
  token_hash bytea not null unique,
  kind text not null,
  account_id bigint references account (id),
  person_id bigint references person (id),
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

create table employer_look_up (
  employer_id bigint not null references employer (id),
  day date not null,
  misses integer not null,
  primary key (employer_id, day)
);
comment on table employer_look_up is 'How many look-ups of graduates failed per employer and day: nobody may try out names and numbers.';

create table command_key (
  actor text not null,
  key text not null,
  digest bytea not null,
  outcome jsonb not null,
  at timestamptz not null,
  primary key (actor, key)
);
create index command_key_age on command_key (at);
comment on table command_key is 'Idempotency: a command that is sent again has its first outcome. Kept for three days.';

