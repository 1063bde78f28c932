-- What one person may do only so often a day.

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
