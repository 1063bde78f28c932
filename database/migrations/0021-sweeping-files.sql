-- What refers to stored content, found by that content; and what the sweep of the file store did.

create index document_by_file on document (file_id) where file_id is not null;
create index stored_file_by_content on stored_file (sha256);

alter table retention_run add column day date not null;
alter table retention_run add constraint retention_run_once unique (school_id, day);
comment on column retention_run.day is 'The night, as the date in Beijing: however often the job begins anew, one row.';

create table file_sweep (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  looked_at bigint not null,
  removed bigint not null,
  bytes bigint not null
);
comment on table file_sweep is 'What a night removed from the file store because nothing referred to it any more.';
