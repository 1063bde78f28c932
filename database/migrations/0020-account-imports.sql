-- Many accounts from one sheet: what came of it, with the initial passwords for a day.

create table account_import (
  school_id bigint not null references school (id),
  id bigint generated always as identity,
  account_id bigint not null references account (id),
  file_name text not null,
  rows integer not null,
  created integer not null,
  result_sealed bytea,
  created_at timestamptz not null,
  primary key (school_id, id)
);
comment on table account_import is 'Accounts made from a sheet. The result holds initial passwords and is taken away after a day.';

-- Every command writes an audit row: an index that only a rare search needs is not worth its writes. Days are found by ranges of pages.
drop index audit_event_of_school_action;
create index audit_event_by_time on audit_event using brin (at);
