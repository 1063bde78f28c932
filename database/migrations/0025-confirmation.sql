-- 登记确认: what graduates say of the reported record. What a graduate has said last is graduate.confirmation, which lists read.
alter table graduate
  add column confirmation_since timestamptz,
  add column reported_source text
    constraint graduate_reported_source check (reported_source in ('platform', 'registry-upload', 'registry-api'));
comment on column graduate.confirmation is 'Written by the matter of confirmation alone; so are the next two.';
comment on column graduate.confirmation_since is 'When the confirmation became what it is.';
comment on column graduate.reported_source is 'Where the reported destination came from; null when there is none.';
-- Lists in the order of department and exam number, and the statistics, which read nothing but this index.
create index graduate_by_confirmation on graduate (school_id, cohort, confirmation, department_id, exam_number)
  include (reported_source) where lapsed_at is null;
-- The same lists narrowed to one source: one of them may be rare among many.
create index graduate_by_reported_source on graduate (school_id, cohort, reported_source, confirmation, department_id, exam_number)
  where lapsed_at is null and reported_source is not null;

create table confirmation_history (
  school_id bigint not null,
  graduate_id bigint not null,
  id bigint generated always as identity,
  at timestamptz not null,
  state text not null constraint confirmation_history_state check (state in ('unreported', 'unconfirmed', 'right', 'wrong')),
  cause text,
  parts text[],
  text_sealed bytea,
  confirmed_hash bytea,
  primary key (school_id, graduate_id, id)
);
comment on table confirmation_history is 'Each answer of a graduate, and each time that one fell back. Insert only.';
comment on column confirmation_history.cause is 'Of a fall: what changed. Null: the graduate''s own answer.';
comment on column confirmation_history.parts is 'Of 信息有误: which parts are wrong.';
comment on column confirmation_history.confirmed_hash is 'Keyed hash of the important fields that the graduate saw.';
