create table change_request (
  school_id bigint not null constraint change_request_school references school (id),
  id bigint generated always as identity,
  case_id bigint not null,
  state text not null,
  version integer not null default 1,
  wanted_sealed bytea not null,
  file_ids bigint[] not null default '{}',
  filed_by bigint not null constraint change_request_filed_by references account (id),
  filed_by_name text not null,
  filed_at timestamptz not null,
  decided_by bigint constraint change_request_decided_by references account (id),
  decided_by_name text,
  ended_at timestamptz,
  decision_sealed bytea,
  primary key (school_id, id),
  constraint change_request_case foreign key (school_id, case_id) references destination_case (school_id, id),
  constraint change_request_decided check (decided_by is null or ended_at is not null)
);
-- One at a time for each record.
create unique index change_request_one_open on change_request (school_id, case_id) where ended_at is null;
create index change_request_by_state on change_request (school_id, state, filed_at desc, id desc);
create index change_request_of_case on change_request (school_id, case_id, id desc);
comment on table change_request is 'A department''s request to change a record in force, and the school''s decision. What is granted is carried out in the same transaction.';
comment on column change_request.wanted_sealed is 'The fields as they should be, how the difference read on the day of filing, and why.';
comment on column change_request.ended_at is 'When the school decided, or the cohort was over; decided_by is then null.';
comment on column change_request.file_ids is 'The case_file rows that were filed with it.';
