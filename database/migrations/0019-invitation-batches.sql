-- 批量签约邀请: what an employer has uploaded, and what became of each row.

create table invitation_batch (
  employer_id bigint not null references employer (id),
  id bigint generated always as identity,
  account_id bigint not null references account (id),
  file_name text not null,
  headers text[] not null,
  state text not null default 'checked'
    constraint invitation_batch_state check (state in ('checked', 'sending', 'done')),
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  primary key (employer_id, id),
  constraint invitation_batch_finished check ((state = 'done') = (finished_at is not null))
);
create index invitation_batch_age on invitation_batch (created_at);
comment on table invitation_batch is 'A sheet of invitations: checked when it was uploaded, sent when somebody says so. Kept for a week.';
comment on column invitation_batch.headers is 'The headers of the file in their order.';

create table invitation_batch_row (
  employer_id bigint not null,
  batch_id bigint not null,
  row integer not null,
  cells_sealed bytea not null,
  outcome text not null
    constraint invitation_batch_row_outcome check (outcome in ('faulty', 'ready', 'sent', 'refused')),
  faults_sealed bytea,
  sentence text,
  school_id bigint,
  case_id bigint,
  respond_by timestamptz,
  primary key (employer_id, batch_id, row),
  foreign key (employer_id, batch_id) references invitation_batch (employer_id, id) on delete cascade,
  constraint invitation_batch_row_faulty check ((outcome = 'faulty') = (faults_sealed is not null)),
  constraint invitation_batch_row_sent check ((outcome = 'sent') = (case_id is not null))
);
create index invitation_batch_row_ready on invitation_batch_row (employer_id, batch_id, row) where outcome = 'ready';
comment on table invitation_batch_row is 'Rows of such a sheet as they were written, by their number in the file, and the outcome of each.';
