-- PDFs that were given out, and of which verification_form has no row (any more).

create table verification_file (
  school_id bigint not null,
  sha256 bytea not null,
  kind text not null constraint verification_file_kind check (kind in ('archive', 'hukou')),
  code_id bigint,
  forms integer not null,
  noted_at timestamptz not null,
  primary key (school_id, sha256),
  constraint verification_file_code foreign key (school_id, code_id) references verification_code (school_id, id)
);
-- A PDF that somebody hands in to be checked.
create index verification_file_by_digest on verification_file (sha256);
comment on table verification_file is 'PDFs that were given out: forms that were made anew since, and the forms of many in one. Known by their digests.';
comment on column verification_file.code_id is 'Of the form that was made anew; null for the forms of many.';
comment on column verification_file.noted_at is 'When it was replaced, or made.';
