-- Employers that schools warn of; what accounts need to be managed by the level above them.

create table flagged_employer (
  school_id bigint not null references school (id),
  uscc text not null,
  name text not null,
  kind text not null
    constraint flagged_employer_kind check (kind in ('violation', 'fake', 'discrimination', 'false-advertising', 'other')),
  text_sealed bytea not null,
  evidence_file_id text,
  account_id bigint not null references account (id),
  version integer not null default 1,
  flagged_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, uscc)
);
create index flagged_employer_recent on flagged_employer (school_id, updated_at desc, uscc desc);
comment on table flagged_employer is '预警单位: the marks that stand, by school.';

create table flagged_employer_history (
  school_id bigint not null,
  uscc text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  account_id bigint not null,
  action text not null constraint flagged_employer_history_action check (action in ('flagged', 'changed', 'unflagged')),
  name text not null,
  kind text not null,
  text_sealed bytea not null,
  evidence_file_id text,
  primary key (school_id, uscc, id)
);
comment on table flagged_employer_history is 'Every mark, change and removal, with what was said. Insert only.';

create table flagged_employer_count (
  uscc text primary key,
  schools integer not null constraint flagged_employer_count_natural check (schools >= 0)
);
comment on table flagged_employer_count is 'How many schools mark an employer, changed in the same transaction as the mark. Which ones is no column: a school never learns it.';

alter table account
  add column initial_password boolean not null default false,
  add column version integer not null default 1;
comment on column account.initial_password is 'The password was made by somebody else: nothing opens before it is changed.';
create index account_of_school on account (school_id, id) where school_id is not null;

create index audit_event_of_school_actor on audit_event (school_id, actor, id desc) where school_id is not null;
create index audit_event_of_school_action on audit_event (school_id, action, id desc) where school_id is not null;
