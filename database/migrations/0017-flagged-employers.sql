-- 预警单位: employers that schools warn of. What staff found out about an employer's business.

create table flagged_employer (
  school_id bigint not null constraint flagged_employer_school references school (id),
  uscc text not null,
  name text not null,
  kind text not null
    constraint flagged_employer_kind check (kind in ('violation', 'fake', 'discrimination', 'false-advertising', 'other')),
  text_sealed bytea not null,
  evidence_file_id text,
  account_id bigint not null constraint flagged_employer_account references account (id),
  version integer not null default 1,
  flagged_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (school_id, uscc)
);
create index flagged_employer_recent on flagged_employer (school_id, updated_at desc, uscc desc);
comment on table flagged_employer is '预警单位: the marks in force, by school.';

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
-- What lists mark: few among all that any school ever marked.
create index flagged_employer_national on flagged_employer_count (uscc) where schools >= 5;
comment on table flagged_employer_count is 'How many schools mark an employer, changed in the same transaction as the mark. Which ones is no column: a school never learns it.';

create table employer_note_history (
  school_id bigint not null constraint employer_note_school references school (id),
  uscc text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  checked_on date not null,
  status text not null constraint employer_note_status
    check (status in ('active', 'abnormal', 'dishonest', 'suspended', 'revoked', 'cancelled', 'not-found')),
  text_sealed bytea,
  account_id bigint not null constraint employer_note_account references account (id),
  primary key (school_id, uscc, id)
);
comment on table employer_note_history is 'Dated notes of a school''s staff on an employer''s business status, for their school alone; the newest counts. Insert only.';
