create table stored_file (
  row_id bigint generated always as identity primary key,
  id text not null,
  purpose text not null,
  school_id bigint,
  employer_id bigint,
  account_id bigint,
  name text not null,
  media_type text not null,
  bytes bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null
);
-- The same content may belong to several owners: each has a row of its own.
create unique index stored_file_once on stored_file (id, purpose, coalesce(school_id, 0), coalesce(employer_id, 0));
create index stored_file_by_content on stored_file (sha256);
comment on table stored_file is 'What a file is and whose; the content lies in the file store under the id.';

create table retention_run (
  school_id bigint not null,
  id bigint generated always as identity,
  at timestamptz not null,
  day date not null,
  graduated_before date not null,
  files integer not null,
  bytes bigint not null,
  cases integer not null,
  primary key (school_id, id),
  constraint retention_run_once unique (school_id, day)
);
comment on table retention_run is 'What a night deleted of a school''s evidence because its years were over. Nights that deleted nothing leave no row.';
comment on column retention_run.day is 'The night, as the date in Beijing: however often the job begins anew, one row.';

create table file_sweep (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  looked_at bigint not null,
  removed bigint not null,
  bytes bigint not null
);
comment on table file_sweep is 'What a night removed from the file store because nothing referred to it any more.';
