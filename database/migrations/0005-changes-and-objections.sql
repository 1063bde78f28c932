-- What departments ask the school to change in a record in force, and what graduates object to in their own.

create table change_request (
  school_id bigint not null references school (id),
  id bigint generated always as identity,
  case_id bigint not null,
  state text not null,
  version integer not null default 1,
  wanted_sealed bytea not null,
  file_ids bigint[] not null default '{}',
  filed_by bigint not null references account (id),
  filed_by_name text not null,
  filed_at timestamptz not null,
  decided_by bigint references account (id),
  decided_by_name text,
  decided_at timestamptz,
  decision_sealed bytea,
  primary key (school_id, id),
  foreign key (school_id, case_id) references destination_case (school_id, id),
  constraint change_request_decided check ((decided_at is null) = (decided_by is null))
);
-- One at a time for each record.
create unique index change_request_one_open on change_request (school_id, case_id) where decided_at is null;
create index change_request_by_state on change_request (school_id, state, filed_at desc, id desc);
create index change_request_of_case on change_request (school_id, case_id, id desc);
comment on table change_request is 'A department''s request to change a record in force, and the school''s decision. What is granted is carried out in the same transaction.';
comment on column change_request.wanted_sealed is 'The fields as they should be, how the difference read on the day of filing, and why.';
comment on column change_request.file_ids is 'The case_file rows that were filed with it.';

create table objection (
  school_id bigint not null references school (id),
  id bigint generated always as identity,
  graduate_id bigint not null,
  about text,
  state text not null,
  version integer not null default 1,
  objection_sealed bytea not null,
  filed_at timestamptz not null,
  answered_by bigint references account (id),
  answered_by_name text,
  answered_at timestamptz,
  answer_sealed bytea,
  primary key (school_id, id),
  foreign key (school_id, graduate_id) references graduate (school_id, id),
  constraint objection_about check (about ~ '^(case-\d+-\d+|roster-\d+|reported-\d+)$'),
  constraint objection_answered check (
    (answered_at is null) = (answered_by is null) and (answered_at is null) = (answer_sealed is null))
);
-- One at a time for each entry, and one that names none.
create unique index objection_one_open on objection (school_id, graduate_id, coalesce(about, '')) where answered_at is null;
create index objection_by_state on objection (school_id, state, filed_at desc, id desc);
create index objection_of_graduate on objection (school_id, graduate_id, id desc);
comment on table objection is 'What a graduate objects to in their record, and the school''s answer.';
comment on column objection.about is 'The entry of the record: a case''s step, a change of the roster row, a change of the reported record; null when it is about none.';
