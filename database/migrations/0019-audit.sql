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
-- Every command writes a row here: an index that only a rare search needs is not worth its writes. Days are found by ranges of pages.
create index audit_event_of_school on audit_event (school_id, id desc);
create index audit_event_of_school_actor on audit_event (school_id, actor, id desc) where school_id is not null;
create index audit_event_by_time on audit_event using brin (at);
comment on table audit_event is 'Who did what, from where, on what. Insert only.';
