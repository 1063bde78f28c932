-- Every way to a destination: terminations point at their signing, files belong to cases, an employer's agent has a link.

alter table destination_case add column signing_case_id bigint;
alter table destination_case add column is_explanation boolean not null default false;
comment on column destination_case.signing_case_id is 'Of a termination: the signing that it is about.';
comment on column destination_case.is_explanation is 'What was uploaded last is a 情况说明 and can never be approved.';

-- What can be held once: a graduate's destination, a signing's termination.
drop index destination_case_one_hold;
create unique index destination_case_one_hold on destination_case (school_id, graduate_id) where holds and signing_case_id is null;
create unique index destination_case_one_termination on destination_case (school_id, signing_case_id)
  where holds and signing_case_id is not null;
create index destination_case_of_signing on destination_case (school_id, signing_case_id, id desc) where signing_case_id is not null;

create index destination_case_by_uscc on destination_case (school_id, uscc) where agreement_number is not null;

create table case_file (
  school_id bigint not null,
  id bigint generated always as identity,
  case_id bigint not null,
  purpose text not null check (purpose in ('evidence', 'scan', 'letter', 'help')),
  item smallint,
  name_sealed bytea not null,
  media_type text not null,
  pages integer not null,
  bytes bigint not null,
  evidence_file_id text not null,
  shown_file_id text not null,
  received_sha256 bytea not null,
  checks jsonb not null default '{}',
  uploaded_by text not null,
  created_at timestamptz not null,
  submitted_seq integer,
  removed_at timestamptz,
  primary key (school_id, id),
  foreign key (school_id, case_id) references destination_case (school_id, id)
);
create index case_file_of_case on case_file (school_id, case_id, id) where removed_at is null;
comment on column case_file.item is 'Which of the type''s evidence items it is, from 0; null where there is only one.';
comment on table case_file is 'Evidence, scans and letters of a case. submitted_seq is the history step with which a file was handed in.';

create table employer_link (
  id bigint generated always as identity primary key,
  token_hash bytea not null unique,
  token_sealed bytea,
  school_id bigint not null,
  case_id bigint not null,
  case_seq integer not null,
  phone_sealed bytea not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  sms_state text not null default 'queued' check (sms_state in ('queued', 'sending', 'sent', 'failed', 'unknown')),
  created_at timestamptz not null
);
create index employer_link_of_case on employer_link (school_id, case_id);
comment on table employer_link is 'What an employer''s agent may open without an account: one agreement, while the case stands where it stood.';
