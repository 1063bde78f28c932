-- A case carries what lists show, search and sort by, so that a page of a list reads its own rows and nothing else.
create table destination_case (
  school_id bigint not null constraint destination_case_school references school (id),
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
  signing_case_id bigint,
  is_explanation boolean not null default false,
  graduate_name text not null,
  graduate_pinyin text not null,
  graduate_initials text not null,
  student_number text not null,
  exam_number text not null,
  class_name text not null,
  major_code text not null,
  major_name text not null,
  education_level text not null,
  waits_at text constraint destination_case_waits_at check (waits_at in ('department', 'school')),
  mark text,
  marked_at timestamptz,
  submitted_at timestamptz,
  frozen_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, id),
  constraint destination_case_graduate foreign key (school_id, graduate_id) references graduate (school_id, id),
  constraint destination_case_marked_whole check ((mark is null) = (marked_at is null))
);
comment on table destination_case is 'One run of one flow by one graduate. Written by one function only.';
comment on column destination_case.signing_case_id is 'Of a termination: the signing that it is about.';
comment on column destination_case.is_explanation is 'What was uploaded last is a 情况说明 and can never be approved.';
comment on column destination_case.graduate_name is 'This and the next eight are the graduate''s roster row, written when the case is opened and when the roster changes.';
comment on column destination_case.graduate_pinyin is 'Syllables with a space between; graduate_initials is the first letter of each.';
comment on column destination_case.waits_at is 'The review level that it waits for, if any: the index of 待我处理.';
comment on column destination_case.mark is 'What the flow wants to be found again later: the school was asked for help, the destination was voided. It stays from then on.';
comment on column destination_case.submitted_at is 'Since when others than its owner see the case; null while it is a draft.';
comment on column destination_case.frozen_at is 'Since when the graduate is off the roster: the case does not move, and is counted as 失效.';

-- What can be held once: a graduate's destination, a signing's termination. A graduate row is of one cohort.
create unique index destination_case_one_hold on destination_case (school_id, graduate_id) where holds and signing_case_id is null;
create unique index destination_case_one_termination on destination_case (school_id, signing_case_id)
  where holds and signing_case_id is not null;
-- An invitation is the only state that runs out: one open invitation per employer and graduate.
create unique index destination_case_one_invitation on destination_case (school_id, graduate_id, employer_id) where due_at is not null;
create unique index destination_case_agreement_number on destination_case (school_id, agreement_number) where agreement_number is not null;

create index destination_case_of_graduate on destination_case (school_id, graduate_id, id desc);
create index destination_case_of_signing on destination_case (school_id, signing_case_id, id desc) where signing_case_id is not null;
create index destination_case_by_uscc on destination_case (school_id, uscc) where agreement_number is not null;
create index destination_case_due on destination_case (due_at) where due_at is not null;

-- The desks' lists.
create index destination_case_by_state on destination_case (school_id, flow, state, updated_at desc, id desc);
create index destination_case_by_department on destination_case (school_id, department_id, flow, state, updated_at desc, id desc);
create index destination_case_waiting on destination_case (school_id, flow, waits_at, updated_at, id)
  where waits_at is not null and frozen_at is null;
create index destination_case_waiting_in_department on destination_case (school_id, department_id, flow, waits_at, updated_at, id)
  where waits_at is not null and frozen_at is null;
create index destination_case_listed on destination_case (school_id, flow, updated_at desc, id desc)
  where submitted_at is not null and frozen_at is null;
create index destination_case_listed_in_department on destination_case (school_id, department_id, flow, updated_at desc, id desc)
  where submitted_at is not null and frozen_at is null;
create index destination_case_by_submission on destination_case (school_id, flow, submitted_at desc, id desc)
  where submitted_at is not null and frozen_at is null;
create index destination_case_by_employer_name on destination_case (school_id, flow, employer_name, id)
  where submitted_at is not null and frozen_at is null;
-- Also what a search reads: the names and numbers of a school's cases, without the cases.
create index destination_case_by_name on destination_case (school_id, flow, graduate_pinyin, id)
  include (graduate_name, graduate_initials, student_number, exam_number) where submitted_at is not null and frozen_at is null;
create index destination_case_marked on destination_case (school_id, mark, updated_at desc, id desc)
  where mark is not null and frozen_at is null;

-- The employers' lists, across schools. Their counts are read from the index alone: the largest employers have tens of thousands.
create index destination_case_by_employer on destination_case (employer_id, updated_at desc, school_id, id desc);
create index destination_case_employer_states on destination_case (employer_id, flow, state) where employer_id is not null;

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
  school_id bigint not null constraint agreement_serial_school references school (id),
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
comment on table desk_counter is 'How many cases are in each state: changed in the same transaction as the case, last and in key order.';
