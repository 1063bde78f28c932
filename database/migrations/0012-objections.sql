create table objection (
  school_id bigint not null constraint objection_school references school (id),
  id bigint generated always as identity,
  graduate_id bigint not null,
  about text constraint objection_about check (about ~ '^(case-\d+-\d+|roster-\d+|reported-\d+)$'),
  state text not null,
  version integer not null default 1,
  objection_sealed bytea not null,
  filed_at timestamptz not null,
  answered_by bigint constraint objection_answered_by references account (id),
  answered_by_name text,
  ended_at timestamptz,
  answer_sealed bytea,
  primary key (school_id, id),
  constraint objection_graduate foreign key (school_id, graduate_id) references graduate (school_id, id),
  constraint objection_answered check (
    (answered_by is null) = (answer_sealed is null) and (answered_by is null or ended_at is not null))
);
-- One at a time for each entry, and one that names none.
create unique index objection_one_open on objection (school_id, graduate_id, coalesce(about, '')) where ended_at is null;
create index objection_by_state on objection (school_id, state, filed_at desc, id desc);
create index objection_of_graduate on objection (school_id, graduate_id, id desc);
comment on table objection is 'What a graduate objects to in their record, and the school''s answer.';
comment on column objection.ended_at is 'When the school answered, or the cohort was over without an answer.';
comment on column objection.about is 'The entry of the record: a case''s step, a change of the roster row, a change of the reported record; null when it is about none.';
