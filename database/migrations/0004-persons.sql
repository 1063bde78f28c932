-- What is unique in the whole country, by keyed hashes: ID documents, exam numbers, and the school of a person in a cohort.

create table person (
  id bigint generated always as identity primary key,
  document_hash bytea not null constraint person_document_unique unique,
  created_at timestamptz not null
);
comment on table person is 'One row per ID document in the country, by its keyed hash.';

create table person_wechat (
  person_id bigint primary key constraint person_wechat_person references person (id),
  openid_hash bytea not null constraint person_wechat_openid_unique unique,
  openid_sealed bytea not null,
  bound_at timestamptz not null
);
comment on table person_wechat is 'One WeChat account, one person.';

create table exam_number (
  hash bytea not null,
  cohort smallint not null,
  school_id bigint not null,
  primary key (hash, cohort)
);
comment on table exam_number is 'Exam numbers are unique in a cohort, in the whole country.';

-- No foreign key to person: it would be checked for each of 100,000 rows of an upload. The importer is the only writer, takes
-- person_id from person in the statement that writes it, and persons are never deleted.
create table person_cohort (
  person_id bigint not null,
  cohort smallint not null,
  school_id bigint not null,
  primary key (person_id, cohort)
);
comment on table person_cohort is 'At which one school a person graduates in a cohort.';
