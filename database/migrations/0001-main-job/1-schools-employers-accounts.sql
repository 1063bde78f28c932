-- The tables of the main job: roster, people, employers, cases, what follows from them.
-- Whatever belongs to a school has school_id first in its keys; what must be unique in the country has a small table of its own,
-- keyed by a keyed hash. Columns *_sealed are encrypted, *_hash are keyed hashes.

create table province (code text primary key, name text not null);
comment on table province is 'Provinces, by the code of their region.';

create table region (code text primary key, name text not null, parent_code text, level text not null check (level in ('province', 'city', 'county')));
comment on table region is 'Regions of GB/T 2260: province, city, county. Reference table.';

create table school (
  id bigint primary key,
  code text not null unique,
  name text not null,
  province_code text not null references province (code),
  settings jsonb not null default '{}',
  settings_version integer not null default 1
);
comment on table school is 'Schools and their settings. Reference table.';

create table department (
  school_id bigint not null references school (id),
  id bigint not null,
  name text not null,
  majors jsonb not null default '[]',
  primary key (school_id, id),
  constraint department_name_unique unique (school_id, name)
);
comment on table department is 'Departments of a school, with the majors they teach (code and name).';

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
comment on table employer is 'Employers: what they submitted last, and what was certified; the certified data stand until others are.';

create table employer_history (
  employer_id bigint not null references employer (id),
  seq integer not null,
  at timestamptz not null,
  action text not null,
  account_id bigint,
  to_state text not null,
  note_sealed bytea,
  primary key (employer_id, seq)
);
comment on table employer_history is 'Every submission and every decision about an employer''s qualification. Insert only.';

create table account (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('employerAdmin', 'employerStaff', 'department', 'school', 'schoolAdmin', 'province', 'operator')),
  login text not null,
  name text not null,
  password_hash text not null,
  totp_sealed bytea,
  totp_last_step bigint not null default 0,
  school_id bigint references school (id),
  employer_id bigint references employer (id),
  province_code text references province (code),
  phone_sealed bytea,
  phone_hash bytea,
  disabled_at timestamptz,
  created_at timestamptz not null,
  constraint account_belongs check (
    (kind in ('department', 'school', 'schoolAdmin')) = (school_id is not null)
    and (kind in ('employerAdmin', 'employerStaff')) = (employer_id is not null)
    and (kind = 'province') = (province_code is not null))
);
create unique index account_login on account (lower(login));
create unique index account_employer_phone on account (phone_hash) where employer_id is not null;
comment on table account is 'Accounts of staff, employers and operators. Graduates sign in through the outside provider and have none.';

create table account_department (
  school_id bigint not null,
  account_id bigint not null references account (id),
  department_id bigint not null,
  primary key (school_id, account_id, department_id),
  foreign key (school_id, department_id) references department (school_id, id)
);
comment on table account_department is 'Which departments a department account works for.';

