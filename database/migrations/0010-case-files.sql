create table case_file (
  school_id bigint not null,
  id bigint generated always as identity,
  case_id bigint not null,
  purpose text not null constraint case_file_purpose check (purpose in ('evidence', 'scan', 'letter', 'help', 'change')),
  item smallint,
  name_sealed bytea not null,
  media_type text not null,
  pages integer not null,
  bytes bigint not null,
  evidence_file_id text,
  shown_file_id text,
  received_sha256 bytea not null,
  checks jsonb not null default '{}',
  is_explanation boolean not null default false,
  uploaded_by text not null,
  by_agent boolean not null default false,
  created_at timestamptz not null,
  submitted_seq integer,
  removed_at timestamptz,
  deleted_at timestamptz,
  primary key (school_id, id),
  constraint case_file_case foreign key (school_id, case_id) references destination_case (school_id, id),
  constraint case_file_content check (
    (deleted_at is null) = (evidence_file_id is not null) and (deleted_at is null) = (shown_file_id is not null))
);
create index case_file_of_case on case_file (school_id, case_id, id) where removed_at is null;
create index case_file_by_content on case_file (evidence_file_id) where evidence_file_id is not null;
create index case_file_by_shown on case_file (shown_file_id) where shown_file_id is not null;
comment on table case_file is 'Evidence, scans and letters of a case. submitted_seq is the history step with which a file was handed in.';
comment on column case_file.item is 'Which of the type''s evidence items it is, from 0; null where there is only one.';
comment on column case_file.is_explanation is 'Handed in as a 情况说明, not as the stamped agreement.';
comment on column case_file.by_agent is 'Uploaded with the link that was sent to the employer.';
comment on column case_file.deleted_at is 'When its content was deleted, its retention being over; that it was there stays known.';

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
  constraint upload_case foreign key (school_id, case_id) references destination_case (school_id, id)
);
-- The same content, begun again by the same owner for the same place, continues where it stopped.
create unique index upload_once on upload (school_id, case_id, owner, purpose, item, sha256) where file_id is null;
create index upload_of_owner on upload (owner, expires_at) where file_id is null;
create index upload_by_expiry on upload (expires_at);
comment on table upload is 'A file that is being sent, by its sender alone; how much has come is the size of its part on the disk.';
comment on column upload.owner is 'account:7, person:12 or link:3.';
comment on column upload.file_id is 'The case_file that it became: a second request to take it in gets the same answer.';

create table employer_link (
  id bigint generated always as identity primary key,
  token_hash bytea not null constraint employer_link_token_unique unique,
  token_sealed bytea,
  school_id bigint not null,
  case_id bigint not null,
  case_seq integer not null,
  phone_sealed bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  sms_state text not null default 'queued'
    constraint employer_link_sms check (sms_state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  created_at timestamptz not null
);
create index employer_link_of_case on employer_link (school_id, case_id);
-- A graduate may ask for so many links a day.
create index employer_link_by_day on employer_link (school_id, created_at);
comment on table employer_link is 'What an employer''s agent may open without an account: one agreement, as long as the case is at the step case_seq.';
