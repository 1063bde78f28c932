-- What one person may do only so often a day, and whether the file store is what it was.

create table daily_use (
  actor text not null,
  what text not null,
  day date not null,
  used integer not null,
  primary key (actor, what, day)
);
comment on table daily_use is 'How often a person did today what has a quota: licences uploaded, numbers revealed.';
comment on column daily_use.actor is 'account:7 or person:12, as in the audit.';
comment on column daily_use.day is 'The date in Beijing.';

create table file_scrub (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  share text not null,
  looked_at bigint not null,
  damaged bigint not null,
  missing bigint not null,
  faults jsonb not null
);
comment on table file_scrub is 'What a night found when it read a share of the file store again: contents that are not what their names say, rows without a file.';
comment on column file_scrub.share is 'The first character of the names that were read.';
comment on column file_scrub.faults is 'The first hundred ids of each.';
