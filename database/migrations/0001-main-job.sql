-- The tables of the main job: roster, people, employers, cases, what follows from them.
-- Whatever belongs to a school has school_id first in its keys; what must be unique in the country has a small table of its own,
-- keyed by a keyed hash. Columns *_sealed are encrypted, *_hash are keyed hashes.

create table province (code text primary key, name text not null);
comment on table province is 'Provinces, by the code of their region.';

create table region (code text primary key, name text not null, parent_code text, level text not null check (level in ('province', 'city', 'county')));
comment on table region is 'Regions of GB/T 2260: province, city, county. Reference table.';

create table school (
  id bigint primary key,
  code text not null unique,
  name text not null,
  province_code text not null references province (code),
  settings jsonb not null default '{}',
  settings_version integer not null default 1
);
comment on table school is 'Schools and their settings. Reference table.';

create table department (
  school_id bigint not null references school (id),
  id bigint not null,
  name text not null,
  majors jsonb not null default '[]',
  primary key (school_id, id),
  constraint department_name_unique unique (school_id, name)
);
comment on table department is 'Departments of a school, with the majors they teach (code and name).';

create table employer (
  id bigint generated always as identity primary key,
  name text,
  uscc text,
  state text,
  version integer not null default 1,
  submitted_sealed bytea,
  submitted_licence_file_id text,
  submitted_at timestamptz,
  certified_sealed bytea,
  certified_licence_file_id text,
  qualified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint employer_submitted_whole check ((state is null) = (submitted_sealed is null))
);
create unique index employer_uscc_claimed on employer (uscc) where uscc is not null;
create index employer_by_state on employer (state, updated_at desc, id desc) where state is not null;
comment on table employer is 'Employers: what they submitted last, and what was certified; the certified data stand until others are.';

create table employer_history (
  employer_id bigint not null references employer (id),
  seq integer not null,
  at timestamptz not null,
  action text not null,
  account_id bigint,
  to_state text not null,
  note_sealed bytea,
  primary key (employer_id, seq)
);
comment on table employer_history is 'Every submission and every decision about an employer''s qualification. Insert only.';

create table account (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('employerAdmin', 'employerStaff', 'department', 'school', 'schoolAdmin', 'province', 'operator')),
  login text not null,
  name text not null,
  password_hash text not null,
  totp_sealed bytea,
  totp_last_step bigint not null default 0,
  school_id bigint references school (id),
  employer_id bigint references employer (id),
  province_code text references province (code),
  phone_sealed bytea,
  phone_hash bytea,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint account_belongs check (
    (kind in ('department', 'school', 'schoolAdmin')) = (school_id is not null)
    and (kind in ('employerAdmin', 'employerStaff')) = (employer_id is not null)
    and (kind = 'province') = (province_code is not null))
);
create unique index account_login on account (lower(login));
create unique index account_employer_phone on account (phone_hash) where employer_id is not null;
comment on table account is 'Accounts of staff, employers and operators. Graduates sign in through the outside provider and have none.';

create table account_department (
  school_id bigint not null,
  account_id bigint not null references account (id),
  department_id bigint not null,
  primary key (school_id, account_id, department_id),
  foreign key (school_id, department_id) references department (school_id, id)
);
comment on table account_department is 'Which departments a department account works for.';

create table person (
  id bigint generated always as identity primary key,
  document_hash bytea not null unique,
  created_at timestamptz not null
);
comment on table person is 'One row per ID document in the country, by its keyed hash.';

create table person_wechat (
  person_id bigint primary key references person (id),
  openid_hash bytea not null unique,
  openid_sealed bytea not null,
  bound_at timestamptz not null
);
comment on table person_wechat is 'One WeChat, one person.';

create table exam_number (
  hash bytea not null,
  cohort smallint not null,
  school_id bigint not null,
  primary key (hash, cohort)
);
comment on table exam_number is 'Exam numbers are unique in a cohort, in the whole country.';

-- No foreign key to person: it would be asked for each of 100,000 rows of an upload. The importer is
-- the only writer; it takes person_id from person in the statement that writes it, and persons are never deleted.
create table person_cohort (
  person_id bigint not null,
  cohort smallint not null,
  school_id bigint not null,
  primary key (person_id, cohort)
);
comment on table person_cohort is 'At which school a person graduates in a cohort: one.';

-- The school is there because the department is. No foreign key to person, for the reason given at person_cohort: the same
-- statement writes both from one row of person.
create table graduate (
  school_id bigint not null,
  id bigint generated always as identity,
  cohort smallint not null,
  exam_number text not null,
  person_id bigint not null,
  name text not null,
  name_pinyin text not null,
  document_type text not null,
  document_number_sealed bytea not null,
  document_hash bytea not null,
  gender text not null,
  ethnicity text not null,
  political_status text not null,
  education_level text not null,
  major_code text not null,
  major_name text not null,
  major_direction text,
  department_id bigint not null,
  class_name text,
  student_number text,
  study_years text not null,
  enrolled_on text not null,
  graduates_on text not null,
  training_mode text not null,
  directed_unit_name text,
  directed_unit_region text,
  origin_region text not null,
  teacher_type text,
  hardship_type text,
  archive_transferred boolean,
  hukou_transferred boolean,
  phone_sealed bytea,
  phone_hash bytea,
  email text,
  first_signed_in_at timestamptz,
  basic_information_checked_at timestamptz,
  confirmation text not null default 'unreported' check (confirmation in ('unreported', 'unconfirmed', 'right', 'wrong')),
  lapsed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (school_id, id),
  foreign key (school_id, department_id) references department (school_id, id),
  constraint graduate_exam_number_unique unique (school_id, cohort, exam_number),
  -- The person first: this is also how a person's graduations are found in all schools.
  constraint graduate_person_unique unique (person_id, cohort, school_id)
);
comment on table graduate is 'The roster: one row per graduate and cohort.';

create table graduate_history (
  school_id bigint not null,
  graduate_id bigint not null,
  id bigint generated always as identity,
  at timestamptz not null,
  source text not null,
  account_id bigint,
  import_run_id bigint,
  fields text[] not null,
  changes_sealed bytea not null,
  primary key (school_id, graduate_id, id)
);
comment on table graduate_history is 'Every change of a roster row: which fields, from what to what. Insert only.';

create table import_run (
  school_id bigint not null references school (id),
  id bigint generated always as identity,
  cohort smallint not null,
  mode text not null constraint import_run_mode check (mode in ('valid-rows', 'all-or-nothing')),
  account_id bigint not null,
  file_id text not null,
  file_name text not null,
  state text not null default 'waiting'
    constraint import_run_state check (state in ('waiting', 'reading', 'writing', 'done', 'refused')),
  refusal text,
  refusal_detail jsonb,
  rows_read integer not null default 0,
  rows_checked integer not null default 0,
  rows_written integer not null default 0,
  rows_new integer not null default 0,
  rows_changed integer not null default 0,
  rows_same integer not null default 0,
  rows_restored integer not null default 0,
  rows_faulty integer not null default 0,
  refused_file_id text,
  created_at timestamptz not null,
  started_at timestamptz,
  updated_at timestamptz not null,
  finished_at timestamptz,
  primary key (school_id, id),
  constraint import_run_refusal check ((state = 'refused') = (refusal is not null))
);
create index import_run_recent on import_run (school_id, created_at desc, id desc);
comment on table import_run is 'One upload of a roster file: its progress, outcome and the file of refused rows.';

create unlogged table roster_staging (
  school_id bigint not null,
  run_id bigint not null,
  row_number integer not null,
  outcome text not null check (outcome in ('new', 'changed', 'same', 'faulty')),
  fault text,
  graduate_id bigint,
  graduate_version integer,
  fields text[],
  changes_sealed bytea,
  exam_number text,
  exam_number_hash bytea,
  document_hash bytea,
  document_number_sealed bytea,
  name text,
  name_pinyin text,
  document_type text,
  gender text,
  ethnicity text,
  political_status text,
  education_level text,
  major_code text,
  major_name text,
  major_direction text,
  department_id bigint,
  class_name text,
  student_number text,
  study_years text,
  enrolled_on text,
  graduates_on text,
  training_mode text,
  directed_unit_name text,
  directed_unit_region text,
  origin_region text,
  teacher_type text,
  hardship_type text,
  archive_transferred boolean,
  hukou_transferred boolean,
  phone_sealed bytea,
  phone_hash bytea,
  email text,
  primary key (school_id, run_id, row_number)
);
comment on table roster_staging is 'Rows of an import between reading and writing; made again from the file when a run starts over.';

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

create table destination_case (
  school_id bigint not null references school (id),
  id bigint generated always as identity,
  graduate_id bigint not null,
  cohort smallint not null,
  department_id bigint not null,
  flow text not null,
  state text not null,
  levels text[] not null default '{}',
  holds boolean not null default false,
  due_at timestamptz,
  version integer not null default 1,
  history_seq integer not null default 1,
  destination_type text not null,
  employer_id bigint,
  employer_name text not null,
  uscc text not null,
  job_title text not null,
  validity_days smallint,
  form_sealed bytea not null,
  snapshot_sealed bytea,
  agreement_number text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, graduate_id) references graduate (school_id, id)
);
-- At most one destination per graduate and cohort: a graduate row is of one cohort.
create unique index destination_case_one_hold on destination_case (school_id, graduate_id) where holds;
-- An invitation is the only state that runs out: one open invitation per employer and graduate.
create unique index destination_case_one_invitation on destination_case (school_id, graduate_id, employer_id) where due_at is not null;
create unique index destination_case_agreement_number on destination_case (school_id, agreement_number) where agreement_number is not null;
create index destination_case_of_graduate on destination_case (school_id, graduate_id, id desc);
create index destination_case_by_state on destination_case (school_id, flow, state, updated_at desc, id desc);
create index destination_case_by_department on destination_case (school_id, department_id, flow, state, updated_at desc, id desc);
create index destination_case_by_employer on destination_case (employer_id, updated_at desc, school_id, id desc);
create index destination_case_due on destination_case (due_at) where due_at is not null;
comment on table destination_case is 'One run of one flow by one graduate. Written by one function only.';

create table case_history (
  school_id bigint not null,
  case_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  by_role text not null,
  account_id bigint,
  actor_name text,
  levels text[] not null,
  to_state text not null,
  version integer not null,
  note_sealed bytea,
  evidence_sealed bytea,
  primary key (school_id, case_id, seq)
);
comment on table case_history is 'Every step of every case: who, when, where it led. Insert only; replayed through the flow it gives the state.';

create table agreement_serial (
  school_id bigint not null references school (id),
  cohort smallint not null,
  last integer not null,
  primary key (school_id, cohort)
);
comment on table agreement_serial is 'The last agreement number drawn per school and cohort.';

create table desk_counter (
  school_id bigint not null,
  department_id bigint not null,
  cohort smallint not null,
  flow text not null,
  state text not null,
  destination_type text not null,
  count integer not null,
  primary key (school_id, department_id, cohort, flow, state, destination_type)
);
comment on table desk_counter is 'How many cases stand where: changed in the same transaction as the case, last and in key order.';

create table document (
  school_id bigint not null,
  id bigint generated always as identity,
  case_id bigint not null,
  kind text not null,
  version integer not null,
  state text not null check (state in ('making', 'ready', 'failed')),
  why text,
  file_id text,
  bytes bigint,
  sha256 bytea,
  signature_level text,
  signer text,
  signer_is_test boolean,
  signed_at timestamptz,
  requested_at timestamptz not null,
  primary key (school_id, id),
  constraint document_version_unique unique (school_id, case_id, kind, version),
  constraint document_ready_whole check (state <> 'ready' or (file_id is not null and sha256 is not null))
);
comment on table document is 'Documents made for a case: each version once, never again.';

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
