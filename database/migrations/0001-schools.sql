-- Rules for all migrations. A table that belongs to a school has school_id first in every key; what must be unique in the country
-- has a small table of its own, keyed by a keyed hash. Columns *_sealed are encrypted, *_hash are keyed hashes. Constraints have
-- names, because the program and its logs speak of them. ../placement.ts says where each table lies when the database is spread over
-- several machines, and a test beside it holds these rules.

create table province (code text primary key, name text not null);
comment on table province is 'Provinces, by the code of their region.';

create table region (
  code text primary key,
  name text not null,
  parent_code text,
  level text not null constraint region_level check (level in ('province', 'city', 'county'))
);
comment on table region is 'Regions of GB/T 2260: province, city, county.';

create table school (
  id bigint primary key,
  code text not null constraint school_code_unique unique,
  name text not null,
  province_code text not null constraint school_province references province (code),
  settings jsonb not null default '{}',
  settings_version integer not null default 1
);
comment on table school is 'Schools and their settings.';

create table department (
  school_id bigint not null constraint department_school references school (id),
  id bigint not null,
  name text not null,
  majors jsonb not null default '[]',
  primary key (school_id, id),
  constraint department_name_unique unique (school_id, name)
);
comment on table department is 'Departments of a school, with the majors they teach (code and name).';
