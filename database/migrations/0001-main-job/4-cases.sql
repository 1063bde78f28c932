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

