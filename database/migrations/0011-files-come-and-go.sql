-- Files on their way in, and out again when their time is over.

create table upload (
  school_id bigint not null,
  id uuid not null,
  case_id bigint not null,
  owner text not null,
  purpose text not null constraint upload_purpose check (purpose in ('evidence', 'scan', 'letter', 'help', 'change')),
  item smallint not null,
  name_sealed bytea not null,
  bytes integer not null constraint upload_bytes check (bytes between 1 and 20971520),
  sha256 bytea not null constraint upload_sha256 check (octet_length(sha256) = 32),
  created_at timestamptz not null,
  expires_at timestamptz not null,
  file_id bigint,
  primary key (school_id, id),
  foreign key (school_id, case_id) references destination_case (school_id, id)
);
-- The same content begun again, by whom, for the same place: it goes on where it stopped.
create unique index upload_once on upload (school_id, case_id, owner, purpose, item, sha256) where file_id is null;
create index upload_of_owner on upload (owner, expires_at) where file_id is null;
create index upload_by_expiry on upload (expires_at);
comment on table upload is 'A file that is being sent, by its sender alone; how much has come is the size of its part on the disk.';
comment on column upload.owner is 'account:7, person:12 or link:3.';
comment on column upload.file_id is 'The case_file that it became: a second request to take it in gets the same answer.';

alter table case_file alter column evidence_file_id drop not null;
alter table case_file alter column shown_file_id drop not null;
alter table case_file add column deleted_at timestamptz;
alter table case_file add constraint case_file_content
  check ((deleted_at is null) = (evidence_file_id is not null) and (deleted_at is null) = (shown_file_id is not null));
create index case_file_by_content on case_file (evidence_file_id) where evidence_file_id is not null;
create index case_file_by_shown on case_file (shown_file_id) where shown_file_id is not null;
comment on column case_file.deleted_at is 'When its content was deleted, its retention being over; that it was there stays known.';

create table retention_run (
  school_id bigint not null,
  id bigint generated always as identity,
  at timestamptz not null,
  graduated_before date not null,
  files integer not null,
  bytes bigint not null,
  cases integer not null,
  primary key (school_id, id)
);
comment on table retention_run is 'What a night deleted of a school''s evidence because its years were over. Nights that deleted nothing leave no row.';

-- A graduate may ask for so many links a day.
create index employer_link_by_day on employer_link (school_id, created_at);
