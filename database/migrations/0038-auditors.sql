alter table account drop constraint account_kind;
alter table account add constraint account_kind
  check (kind in ('employerAdmin', 'employerStaff', 'department', 'school', 'schoolAdmin', 'province', 'operator', 'auditor'));

create table auditor (
  id bigint generated always as identity primary key,
  state text not null,
  version integer not null,
  login text not null,
  name text not null,
  account_id bigint constraint auditor_account references account (id),
  proposed_by bigint not null constraint auditor_proposed_by references account (id),
  proposed_at timestamptz not null,
  decided_by bigint constraint auditor_decided_by references account (id),
  decided_at timestamptz,
  password_sealed bytea,
  constraint auditor_two_people check (account_id is null or decided_by is null or decided_by <> proposed_by)
);
create unique index auditor_login on auditor (lower(login)) where state in ('proposed', 'active', 'removing');
comment on table auditor is 'Who may read the audit of all schools: proposed by one operator, confirmed by another; removed in the same way.';
comment on column auditor.password_sealed is 'The initial password, for the one who confirmed and asks again; taken away after a day.';

create table auditor_history (
  auditor_id bigint not null constraint auditor_history_auditor references auditor (id),
  seq integer not null,
  at timestamptz not null,
  action text not null,
  account_id bigint not null,
  to_state text not null,
  primary key (auditor_id, seq)
);
comment on table auditor_history is 'Every step of every proposal: who, when, where it led. Insert only.';
