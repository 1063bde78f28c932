-- Archive (档案) and hukou (户口): what a graduate has registered, what they ask for, and what lists show of it.

-- A list is one read of one index of the roster, so a graduate's row says how the record is.
alter table graduate
  add column archive_state text not null default 'unregistered'
    constraint graduate_archive_state check (archive_state in ('unregistered', 'reviewing', 'registered', 'modifying')),
  add column archive_type text,
  add column archive_since timestamptz,
  add column hukou_state text not null default 'unregistered'
    constraint graduate_hukou_state check (hukou_state in ('unregistered', 'reviewing', 'registered', 'modifying')),
  add column hukou_type text,
  add column hukou_since timestamptz;
comment on column graduate.archive_state is 'Of the archive record: none, one asked for, one there, one there with a modification that waits. Written by the matter of archives; so are the next five.';
comment on column graduate.archive_type is 'Transfer type of the record; archive_since is when it was changed last.';
create index graduate_by_archive_state on graduate (school_id, cohort, archive_state, department_id, exam_number) where lapsed_at is null;
create index graduate_by_hukou_state on graduate (school_id, cohort, hukou_state, department_id, exam_number)
  where lapsed_at is null and hukou_transferred;

create table transfer_record (
  school_id bigint not null,
  graduate_id bigint not null,
  kind text not null constraint transfer_record_kind check (kind in ('archive', 'hukou')),
  state text not null constraint transfer_record_state check (state in ('registered', 'lapsed')),
  version integer not null,
  content_sealed bytea not null,
  transfer_type text not null,
  province_code text,
  source text not null
    constraint transfer_record_source check (source in ('request', 'destination', 'staff', 'import', 'registry')),
  source_name text,
  request_id bigint,
  case_id bigint,
  note text constraint transfer_record_note check (note in ('destination-ended')),
  updated_at timestamptz not null,
  primary key (school_id, graduate_id, kind),
  constraint transfer_record_graduate foreign key (school_id, graduate_id) references graduate (school_id, id)
);
create index transfer_record_of_case on transfer_record (school_id, case_id) where case_id is not null;
comment on table transfer_record is 'Where a graduate''s archive or hukou goes. Written by one function only.';
comment on column transfer_record.content_sealed is 'Values by the codes of the reported record.';
comment on column transfer_record.province_code is 'Of the receiver''s region: what statistics group by.';
comment on column transfer_record.source_name is 'Of a destination: its employer or school.';
comment on column transfer_record.version is 'Goes on through a lapse, so that what is reported late is never newer.';

create table transfer_record_history (
  school_id bigint not null,
  graduate_id bigint not null,
  kind text not null,
  version integer not null,
  at timestamptz not null,
  change text not null constraint transfer_record_history_change check (change in ('written', 'noted', 'checked', 'lapsed')),
  content_sealed bytea,
  source text,
  source_name text,
  request_id bigint,
  case_id bigint,
  account_id bigint,
  by_role text not null,
  primary key (school_id, graduate_id, kind, version)
);
comment on table transfer_record_history is 'Everything that such a record ever said, from where and by whom. Insert only.';

-- It carries what lists show of its graduate, as a case does.
create table transfer_request (
  school_id bigint not null constraint transfer_request_school references school (id),
  id bigint generated always as identity,
  graduate_id bigint not null,
  kind text not null constraint transfer_request_kind check (kind in ('archive', 'hukou')),
  action text not null constraint transfer_request_action check (action in ('register', 'modify')),
  state text not null,
  waits_at text constraint transfer_request_waits_at check (waits_at in ('department', 'school')),
  levels text[] not null,
  version integer not null default 1,
  content_sealed bytea not null,
  explanation_sealed bytea not null,
  transfer_type text not null,
  cohort smallint not null,
  department_id bigint not null,
  graduate_name text not null,
  graduate_pinyin text not null,
  graduate_initials text not null,
  student_number text not null,
  exam_number text not null,
  class_name text not null,
  major_code text not null,
  major_name text not null,
  education_level text not null,
  submitted_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, id),
  constraint transfer_request_graduate foreign key (school_id, graduate_id) references graduate (school_id, id)
);
create unique index transfer_request_one_open on transfer_request (school_id, kind, graduate_id) where waits_at is not null;
create index transfer_request_of_graduate on transfer_request (school_id, graduate_id, kind, id desc);
create index transfer_request_waiting on transfer_request (school_id, kind, waits_at, submitted_at, id) where waits_at is not null;
create index transfer_request_waiting_in_department on transfer_request (school_id, kind, department_id, waits_at, submitted_at, id)
  where waits_at is not null;
create index transfer_request_listed on transfer_request (school_id, kind, submitted_at desc, id desc);
create index transfer_request_listed_in_department on transfer_request (school_id, kind, department_id, submitted_at desc, id desc);
create index transfer_request_by_state on transfer_request (school_id, kind, state, submitted_at desc, id desc);
create index transfer_request_by_state_in_department
  on transfer_request (school_id, kind, department_id, state, submitted_at desc, id desc);
comment on table transfer_request is 'A graduate''s request to register or modify archive or hukou. Reviewed at the levels of the day on which it was handed in.';
comment on column transfer_request.action is 'A registration becomes a modification when the record comes from elsewhere meanwhile.';
comment on column transfer_request.graduate_name is 'This and the next eight are the graduate''s roster row, and follow it.';

create table transfer_request_history (
  school_id bigint not null,
  request_id bigint not null,
  seq integer not null,
  at timestamptz not null,
  action text not null,
  by_role text not null,
  account_id bigint,
  levels text[] not null,
  to_state text not null,
  note_sealed bytea,
  content_sealed bytea,
  primary key (school_id, request_id, seq)
);
comment on table transfer_request_history is 'Every step of such a request. Insert only.';
comment on column transfer_request_history.content_sealed is 'What was asked before an edit or a correction.';

create table transfer_draft (
  school_id bigint not null,
  graduate_id bigint not null,
  kind text not null constraint transfer_draft_kind check (kind in ('archive', 'hukou')),
  form_sealed bytea not null,
  file_ids text[] not null,
  saved_at timestamptz not null,
  primary key (school_id, graduate_id, kind),
  constraint transfer_draft_graduate foreign key (school_id, graduate_id) references graduate (school_id, id)
);
comment on table transfer_draft is 'What a graduate has begun to fill in and not handed in.';

create table transfer_file (
  school_id bigint not null,
  id text not null,
  graduate_id bigint not null,
  kind text not null constraint transfer_file_kind check (kind in ('archive', 'hukou')),
  request_id bigint,
  name_sealed bytea not null,
  media_type text not null,
  pages integer not null,
  bytes bigint not null,
  evidence_file_id text,
  shown_file_id text,
  created_at timestamptz not null,
  primary key (school_id, id),
  constraint transfer_file_graduate foreign key (school_id, graduate_id) references graduate (school_id, id)
);
create index transfer_file_of_request on transfer_file (school_id, request_id) where request_id is not null;
create index transfer_file_unattached on transfer_file (created_at) where request_id is null;
create index transfer_file_of_graduate on transfer_file (school_id, graduate_id);
comment on table transfer_file is 'Evidence of such a request. It names no request before one is handed in with it.';
comment on column transfer_file.evidence_file_id is 'Null once its retention is over; that it was there stays known.';

create table transfer_counter (
  school_id bigint not null,
  kind text not null constraint transfer_counter_kind check (kind in ('archive', 'hukou')),
  cohort smallint not null,
  department_id bigint not null,
  major_code text not null,
  major_name text not null,
  education_level text not null,
  counts jsonb not null,
  primary key (school_id, kind, cohort, department_id, major_code, major_name, education_level)
) with (fillfactor = 70);
comment on table transfer_counter is 'How many graduates are in each state, and what is registered by type and province: changed in the same transaction as their rows, last and in key order.';
comment on column transfer_counter.counts is 'By what is counted: a state, "type" and its code, "province" and its code. What is 0 is left out.';
