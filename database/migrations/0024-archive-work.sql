-- The long work of the desks with archive and hukou: sheets that are taken in, and requests approved in one go.

create table transfer_import (
  school_id bigint not null constraint transfer_import_school references school (id),
  id bigint generated always as identity,
  kind text not null constraint transfer_import_kind check (kind in ('archive', 'hukou')),
  account_id bigint not null constraint transfer_import_account references account (id),
  job_id bigint,
  file_id text,
  file_name text not null,
  phase text not null default 'waiting'
    constraint transfer_import_phase check (phase in ('waiting', 'reading', 'writing', 'done', 'refused')),
  refusal text,
  refusal_detail jsonb,
  rows_read integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  same integer not null default 0,
  faulty integer not null default 0,
  written integer not null default 0,
  created_at timestamptz not null,
  finished_at timestamptz,
  primary key (school_id, id),
  constraint transfer_import_refusal check ((phase = 'refused') = (refusal is not null)),
  constraint transfer_import_finished check ((phase in ('done', 'refused')) = (finished_at is not null))
);
create index transfer_import_recent on transfer_import (school_id, kind, id desc);
create index transfer_import_age on transfer_import (created_at) where file_id is not null;
comment on table transfer_import is 'One sheet of records of archive or hukou that a desk took in: how far it is. Its work is a desk job.';
comment on column transfer_import.file_id is 'The sheet; null once its days are over.';
comment on column transfer_import.added is 'This and the next four count its rows.';

create table transfer_import_row (
  school_id bigint not null,
  import_id bigint not null,
  row integer not null,
  outcome text not null constraint transfer_import_row_outcome check (outcome in ('added', 'changed', 'same', 'faulty')),
  exam_number text not null,
  name text not null,
  graduate_id bigint,
  content_sealed bytea,
  faults_sealed bytea,
  written boolean not null default false,
  primary key (school_id, import_id, row),
  constraint transfer_import_row_import foreign key (school_id, import_id) references transfer_import (school_id, id) on delete cascade,
  constraint transfer_import_row_whole check (outcome = 'faulty' or (graduate_id is not null and content_sealed is not null))
);
create index transfer_import_row_to_write on transfer_import_row (school_id, import_id, row)
  where outcome in ('added', 'changed') and not written;
create index transfer_import_row_by_outcome on transfer_import_row (school_id, import_id, outcome, row);
comment on table transfer_import_row is 'The rows of such a sheet, for some days: what taking each in does, what is wrong with it, and whether it is done.';
comment on column transfer_import_row.exam_number is 'This and the name as the sheet has them.';

-- Statistics group by the province without reading what is sealed.
create index transfer_record_province on transfer_record (school_id, kind, graduate_id) include (state, province_code);

-- Before the school in its key, as the cases of a job.
create table desk_job_request (
  job_id bigint not null constraint desk_job_request_job references desk_job (id) on delete cascade,
  row integer not null,
  school_id bigint not null,
  request_id bigint not null,
  version integer not null,
  outcome text not null default 'waiting' constraint desk_job_request_outcome check (outcome in ('waiting', 'passed', 'refused')),
  code text,
  sentence text,
  primary key (job_id, row)
);
create index desk_job_request_waiting on desk_job_request (job_id, row) where outcome = 'waiting';
comment on table desk_job_request is 'The requests of a quick review in the version that was seen when it was started, and what became of each.';
