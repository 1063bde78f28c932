create table document (
  school_id bigint not null,
  id bigint generated always as identity,
  case_id bigint not null,
  kind text not null,
  version integer not null,
  state text not null constraint document_state check (state in ('making', 'ready', 'failed')),
  why text,
  file_id text,
  bytes bigint,
  sha256 bytea,
  signature_level text,
  signer text,
  signer_is_test boolean,
  signed_at timestamptz,
  requested_at timestamptz not null,
  primary key (school_id, id),
  constraint document_version_unique unique (school_id, case_id, kind, version),
  constraint document_ready_whole check (state <> 'ready' or (file_id is not null and sha256 is not null))
);
create index document_by_file on document (file_id) where file_id is not null;
comment on table document is 'Documents made for a case: each version once, never again.';

create table school_seal (
  school_id bigint not null constraint school_seal_school references school (id),
  id bigint generated always as identity,
  file_id text not null constraint school_seal_file_id check (file_id ~ '^[0-9a-f]{64}$'),
  bytes integer not null constraint school_seal_bytes check (bytes > 0),
  account_id bigint not null constraint school_seal_account references account (id),
  uploaded_at timestamptz not null,
  primary key (school_id, id)
);
comment on table school_seal is '鉴证: every picture of a seal that a school has uploaded; the latest counts. Rows stay: agreements were made with them.';
comment on column school_seal.file_id is 'The cleaned PNG in the file store, by its SHA-256.';
