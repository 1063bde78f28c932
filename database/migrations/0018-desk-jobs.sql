-- Long work that a person at a desk starts and comes back for: exports, decisions on many cases, many documents in one file.

create table desk_job (
  id bigint generated always as identity primary key,
  school_id bigint constraint desk_job_school references school (id),
  employer_id bigint constraint desk_job_employer references employer (id),
  account_id bigint not null constraint desk_job_account references account (id),
  kind text not null,
  title text not null,
  parameters_sealed bytea not null,
  state text not null default 'waiting'
    constraint desk_job_state check (state in ('waiting', 'running', 'done', 'failed', 'stopped')),
  total integer,
  done integer not null default 0,
  refused integer not null default 0,
  why text,
  file_id text,
  file_name text,
  file_media_type text,
  file_bytes bigint,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  expires_at timestamptz,
  constraint desk_job_whose check ((school_id is null) <> (employer_id is null)),
  constraint desk_job_finished check ((state in ('done', 'failed', 'stopped')) = (finished_at is not null)),
  constraint desk_job_file_whole check (file_id is null or (file_name is not null and file_media_type is not null
    and file_bytes is not null and expires_at is not null))
);
create index desk_job_of_account on desk_job (account_id, id desc);
create index desk_job_of_school on desk_job (school_id, id desc) where school_id is not null;
create index desk_job_to_expire on desk_job (expires_at) where file_id is not null;
create index desk_job_age on desk_job (created_at);
comment on table desk_job is 'Long work that a person started: how far it is, how it ended, its result until that is deleted. Belongs to an account, of a school or an employer.';
comment on column desk_job.file_id is 'The result in the file store, sealed; null once it has been deleted.';

-- Cases of employers lie in many schools, so the job comes first.
create table desk_job_case (
  job_id bigint not null constraint desk_job_case_job references desk_job (id) on delete cascade,
  row integer not null,
  school_id bigint not null,
  case_id bigint not null,
  version integer not null,
  outcome text not null default 'waiting' constraint desk_job_case_outcome check (outcome in ('waiting', 'passed', 'refused')),
  code text,
  sentence text,
  primary key (job_id, row)
);
create index desk_job_case_waiting on desk_job_case (job_id, row) where outcome = 'waiting';
comment on table desk_job_case is 'The cases of a job in the version that was seen when it was started, and what became of each.';
