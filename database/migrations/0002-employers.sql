create table employer (
  id bigint generated always as identity primary key,
  name text,
  uscc text,
  state text,
  version integer not null default 1,
  submitted_sealed bytea,
  submitted_licence_file_id text,
  submitted_at timestamptz,
  certified_sealed bytea,
  certified_licence_file_id text,
  qualified_at timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint employer_submitted_whole check ((state is null) = (submitted_sealed is null))
);
create unique index employer_uscc_claimed on employer (uscc) where uscc is not null;
create index employer_by_state on employer (state, updated_at desc, id desc) where state is not null;
comment on table employer is 'Employers: what they submitted last, and what was certified. Certified data stay valid until newer data are certified.';

create table employer_history (
  employer_id bigint not null constraint employer_history_employer references employer (id),
  seq integer not null,
  at timestamptz not null,
  action text not null,
  account_id bigint,
  to_state text not null,
  note_sealed bytea,
  primary key (employer_id, seq)
);
comment on table employer_history is 'Every submission and every decision about an employer''s qualification. Insert only.';
