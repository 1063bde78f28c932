create table account (
  id bigint generated always as identity primary key,
  kind text not null constraint account_kind
    check (kind in ('employerAdmin', 'employerStaff', 'department', 'school', 'schoolAdmin', 'province', 'operator')),
  login text not null,
  name text not null,
  password_hash text not null,
  initial_password boolean not null default false,
  totp_sealed bytea,
  totp_last_step bigint not null default 0,
  school_id bigint constraint account_school references school (id),
  employer_id bigint constraint account_employer references employer (id),
  province_code text constraint account_province references province (code),
  phone_sealed bytea,
  phone_hash bytea,
  version integer not null default 1,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint account_belongs check (
    (kind in ('department', 'school', 'schoolAdmin')) = (school_id is not null)
    and (kind in ('employerAdmin', 'employerStaff')) = (employer_id is not null)
    and (kind = 'province') = (province_code is not null))
);
create unique index account_login on account (lower(login));
create unique index account_employer_phone on account (phone_hash) where employer_id is not null;
create index account_of_school on account (school_id, id) where school_id is not null;
comment on table account is 'Accounts of staff, employers and operators. Graduates sign in through the outside provider and have none.';
comment on column account.initial_password is 'Somebody else made the password: nothing opens before it is changed.';

create table account_department (
  school_id bigint not null,
  account_id bigint not null constraint account_department_account references account (id),
  department_id bigint not null,
  primary key (school_id, account_id, department_id),
  constraint account_department_department foreign key (school_id, department_id) references department (school_id, id)
);
comment on table account_department is 'Which departments a department account works for.';

create table account_import (
  school_id bigint not null constraint account_import_school references school (id),
  id bigint generated always as identity,
  account_id bigint not null constraint account_import_account references account (id),
  file_name text not null,
  rows integer not null,
  created integer not null,
  result_sealed bytea,
  created_at timestamptz not null,
  primary key (school_id, id)
);
comment on table account_import is 'Accounts made from a sheet. The result holds initial passwords and is taken away after a day.';
