-- Codes by which a receiving office checks a form: 核验编号 of the graduate, 转递编号 of the school.
create table verification_code (
  school_id bigint not null,
  id bigint generated always as identity,
  graduate_id bigint not null,
  kind text not null constraint verification_code_kind check (kind in ('archive', 'hukou')),
  purpose text not null constraint verification_code_purpose check (purpose in ('authorization', 'transfer')),
  form_number text not null,
  name_hash bytea not null,
  code_sealed bytea not null,
  token_sealed bytea not null,
  content_sealed bytea not null,
  issued_at timestamptz not null,
  issued_by bigint,
  expires_at timestamptz not null,
  ended_at timestamptz,
  end_reason text,
  primary key (school_id, id),
  constraint verification_code_graduate foreign key (school_id, graduate_id) references graduate (school_id, id),
  constraint verification_code_end check ((ended_at is null) = (end_reason is null))
);
-- The one that is answered, if its time is not over.
create unique index verification_code_live on verification_code (school_id, graduate_id, kind, purpose) where ended_at is null;
create index verification_code_of_graduate on verification_code (school_id, graduate_id, id desc);
comment on table verification_code is 'Codes with what they show. Written by the matter of verification alone; a code that has ended never lives again.';
comment on column verification_code.content_sealed is 'The form''s content by codes, as of now while it lives, as of its end afterwards.';
comment on column verification_code.name_hash is 'Keyed hash of the graduate''s name in its one spelling.';
comment on column verification_code.issued_by is 'The account of a school''s code; null for a graduate''s own.';
comment on column verification_code.expires_at is 'From this moment on it is not answered.';

create table verification_form (
  school_id bigint not null,
  code_id bigint not null,
  graduate_id bigint not null,
  state text not null constraint verification_form_state check (state in ('making', 'ready', 'failed', 'deleted')),
  why text,
  file_id text,
  bytes integer,
  sha256 bytea,
  signature_level text,
  signer text,
  signer_is_test boolean,
  signed_at timestamptz,
  requested_at timestamptz not null,
  primary key (school_id, code_id),
  constraint verification_form_code foreign key (school_id, code_id) references verification_code (school_id, id),
  constraint verification_form_graduate foreign key (school_id, graduate_id) references graduate (school_id, id),
  constraint verification_form_ready check ((state = 'ready') = (file_id is not null))
);
-- A form that somebody hands in to be checked.
create index verification_form_by_digest on verification_form (sha256);
comment on table verification_form is 'The signed PDF of a graduate''s code, made once; sealed in the file store, for it holds the code.';
comment on column verification_form.sha256 is 'Of the PDF as its holder downloads it, also after the file was deleted.';

create table verification_key (
  key_hash bytea primary key,
  school_id bigint not null,
  code_id bigint not null,
  way text not null constraint verification_key_way check (way in ('typed', 'scanned')),
  kind text not null constraint verification_key_kind check (kind in ('archive', 'hukou'))
);
create index verification_key_of_code on verification_key (school_id, code_id);
comment on table verification_key is 'The two ways to a code, the typed one and the scanned one, by keyed hashes: unique in the country.';

create table verification_check_history (
  school_id bigint not null,
  id bigint generated always as identity,
  code_id bigint not null,
  graduate_id bigint not null,
  at timestamptz not null,
  way text not null,
  outcome text not null constraint verification_check_history_outcome check (outcome in ('found', 'other-name', 'ended')),
  network text not null,
  primary key (school_id, id)
);
create index verification_check_of_graduate on verification_check_history (school_id, graduate_id, id desc);
comment on table verification_check_history is 'Every check of a code that there is. Graduates read theirs. Insert only.';
comment on column verification_check_history.network is 'Of the address: its first 24 bits, of IPv6 its first 48.';

create table unknown_check_history (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  kind text not null,
  way text not null,
  network text not null
);
create index unknown_check_by_time on unknown_check_history using brin (at);
comment on table unknown_check_history is 'Every check of a code that there is not. Insert only.';

create table refused_check (
  minute timestamptz not null,
  reason text not null,
  count integer not null,
  primary key (minute, reason)
);
comment on table refused_check is 'Checks that were refused before the database was asked, counted by the minute.';

alter table session add column identity_proven_at timestamptz;
comment on column session.identity_proven_at is 'When the person proved in this session who they are (实人认证).';

-- A list is one read of one index of the roster, so a graduate's row says how the last code of each kind and purpose is.
alter table graduate
  add column archive_authorization_code text not null default 'none'
    constraint graduate_archive_authorization_code check (archive_authorization_code in ('none', 'live', 'expired', 'ended')),
  add column archive_authorization_at timestamptz,
  add column archive_authorization_until timestamptz,
  add column hukou_authorization_code text not null default 'none'
    constraint graduate_hukou_authorization_code check (hukou_authorization_code in ('none', 'live', 'expired', 'ended')),
  add column hukou_authorization_at timestamptz,
  add column hukou_authorization_until timestamptz,
  add column archive_transfer_code text not null default 'none'
    constraint graduate_archive_transfer_code check (archive_transfer_code in ('none', 'live', 'expired', 'ended')),
  add column archive_transfer_at timestamptz,
  add column archive_transfer_until timestamptz,
  add column hukou_transfer_code text not null default 'none'
    constraint graduate_hukou_transfer_code check (hukou_transfer_code in ('none', 'live', 'expired', 'ended')),
  add column hukou_transfer_at timestamptz,
  add column hukou_transfer_until timestamptz;
comment on column graduate.archive_authorization_code is 'Of the last code of this kind and purpose. Written by the matter of verification in the statements that write codes; so are the next eleven.';
comment on column graduate.archive_authorization_at is 'When it was issued; archive_authorization_until is the moment from which it is not answered.';
-- With the last moment: a live code whose time has passed is told from the others without the rows.
create index graduate_by_archive_authorization on graduate (school_id, cohort, archive_authorization_code, department_id, exam_number, archive_authorization_until)
  where lapsed_at is null;
create index graduate_by_hukou_authorization on graduate (school_id, cohort, hukou_authorization_code, department_id, exam_number, hukou_authorization_until)
  where lapsed_at is null and hukou_transferred;
create index graduate_by_archive_transfer_code on graduate (school_id, cohort, archive_transfer_code, department_id, exam_number, archive_transfer_until)
  where lapsed_at is null;
create index graduate_by_hukou_transfer_code on graduate (school_id, cohort, hukou_transfer_code, department_id, exam_number, hukou_transfer_until)
  where lapsed_at is null and hukou_transferred;

create table code_generation (
  school_id bigint not null,
  job_id bigint not null,
  kind text not null constraint code_generation_kind check (kind in ('archive', 'hukou')),
  cohort smallint not null,
  department_id bigint,
  exam_number text,
  added integer not null default 0,
  renewed integer not null default 0,
  kept integer not null default 0,
  without integer not null default 0,
  over integer not null default 0,
  created_at timestamptz not null,
  primary key (school_id, job_id)
);
comment on table code_generation is '批量生成转递编号: how far it is and what came of it, written in the transactions that issue the codes.';
comment on column code_generation.exam_number is 'Of the last graduate that is done, in the order of department and exam number; null before the first.';
