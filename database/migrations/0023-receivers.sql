-- 档案接收机构: offices that receive archives, by the region that they serve. They are public bodies and what is known of them is
-- public, so nothing here is sealed.

create table receiving_office (
  id bigint generated always as identity primary key,
  served_region_code text not null,
  province_code text not null,
  name text not null,
  name_letters text not null,
  name_initials text not null,
  region_code text not null,
  address text not null,
  postcode text,
  contact text,
  phone text,
  valid_from date not null,
  valid_until date,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint receiving_office_period check (valid_until >= valid_from)
);
create index receiving_office_served on receiving_office (served_region_code, id);
comment on table receiving_office is 'The directory of receiving offices. A region has one at a time: who writes locks the row of the region served.';
comment on column receiving_office.province_code is 'The province of the region served: a province keeps its own.';
comment on column receiving_office.name_letters is 'The name in pinyin without tones and spaces; its initials stand beside.';
comment on column receiving_office.valid_until is 'The last day on which the entry holds; open without one.';

create table receiving_office_history (
  office_id bigint not null constraint receiving_office_history_office references receiving_office (id),
  id bigint generated always as identity,
  at timestamptz not null,
  account_id bigint not null,
  action text not null constraint receiving_office_history_action check (action in ('added', 'changed', 'ended')),
  content jsonb not null,
  primary key (office_id, id)
);
comment on table receiving_office_history is 'Every entry as it was after each act. Insert only.';

create table receiving_office_import (
  id bigint generated always as identity primary key,
  account_id bigint not null constraint receiving_office_import_account references account (id),
  at timestamptz not null,
  file_name text not null,
  lines jsonb not null
);
create index receiving_office_import_recent on receiving_office_import (account_id, id desc);
comment on table receiving_office_import is 'Sheets of entries that were sent in: each line with what became of it.';

create table origin_office (
  school_id bigint not null constraint origin_office_school references school (id),
  served_region_code text not null,
  name text not null,
  name_letters text not null,
  name_initials text not null,
  region_code text not null,
  address text not null,
  postcode text,
  contact text,
  phone text,
  version integer not null default 1,
  updated_at timestamptz not null,
  primary key (school_id, served_region_code)
);
comment on table origin_office is 'Where a school sends the archives of graduates from a region, instead of what the directory says.';

create table origin_office_history (
  school_id bigint not null,
  served_region_code text not null,
  id bigint generated always as identity,
  at timestamptz not null,
  account_id bigint not null,
  action text not null constraint origin_office_history_action check (action in ('set', 'cleared')),
  content jsonb not null,
  primary key (school_id, served_region_code, id)
);
comment on table origin_office_history is 'Every entry that a school set or cleared, as it was. Insert only.';
