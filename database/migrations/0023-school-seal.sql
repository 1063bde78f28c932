-- 鉴证: the picture of a school's seal, which stands on its agreements.

create table school_seal (
  school_id bigint not null references school (id),
  id bigint generated always as identity,
  file_id text not null,
  bytes integer not null,
  account_id bigint not null references account (id),
  uploaded_at timestamptz not null,
  primary key (school_id, id),
  constraint school_seal_file_id check (file_id ~ '^[0-9a-f]{64}$'),
  constraint school_seal_bytes check (bytes > 0)
);
comment on table school_seal is 'Every seal that a school has uploaded; the latest counts. Rows stay: agreements were made with them.';
comment on column school_seal.file_id is 'The cleaned PNG in the file store, by its SHA-256.';
