-- A graduate's school exists because the department does. No foreign key to person, for the reason given at person_cohort: the
-- same statement writes both from one row of person.
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
  confirmation text not null default 'unreported'
    constraint graduate_confirmation check (confirmation in ('unreported', 'unconfirmed', 'right', 'wrong')),
  lapsed_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version integer not null default 1,
  primary key (school_id, id),
  constraint graduate_department foreign key (school_id, department_id) references department (school_id, id),
  constraint graduate_exam_number_unique unique (school_id, cohort, exam_number),
  -- A person's graduations in all schools are found through person_cohort, which says the school of each.
  constraint graduate_person_unique unique (school_id, person_id, cohort)
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

create table graduate_lapse (
  school_id bigint not null,
  id bigint generated always as identity,
  graduate_id bigint not null,
  lapsed_at timestamptz not null,
  reason text not null,
  text_sealed bytea,
  account_id bigint constraint graduate_lapse_account references account (id),
  restored_at timestamptz,
  restored_by bigint constraint graduate_lapse_restored_by references account (id),
  primary key (school_id, id),
  constraint graduate_lapse_graduate foreign key (school_id, graduate_id) references graduate (school_id, id)
);
-- One at a time: a graduate who is off the roster cannot be deleted again.
create unique index graduate_lapse_open on graduate_lapse (school_id, graduate_id) where restored_at is null;
create index graduate_lapse_recent on graduate_lapse (school_id, lapsed_at desc, id desc) where restored_at is null;
comment on table graduate_lapse is 'When a graduate was taken off the roster, by whom and why, and when they came back.';
comment on column graduate_lapse.restored_by is 'Null when an upload brought the graduate back.';

create table import_run (
  school_id bigint not null constraint import_run_school references school (id),
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
  outcome text not null constraint roster_staging_outcome check (outcome in ('new', 'changed', 'same', 'faulty')),
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
