-- How employers reach graduates: look-ups by name and number, codes, default terms, sheets of many.

create table employer_look_up (
  employer_id bigint not null constraint employer_look_up_employer references employer (id),
  day date not null,
  misses integer not null,
  primary key (employer_id, day)
);
comment on table employer_look_up is 'How many look-ups of graduates failed per employer and day: nobody may try out names and numbers.';

-- No foreign key to graduate: a code is found without its school, so it does not lie with the school's tables.
create table invitation_code (
  school_id bigint not null,
  graduate_id bigint not null,
  code_hash bytea not null constraint invitation_code_once unique,
  code_sealed bytea not null,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  primary key (school_id, graduate_id)
);
comment on table invitation_code is 'The one live code by which a graduate can be invited: found by its hash, sealed for the graduate alone. A withdrawn code is deleted.';

create table employer_terms (
  employer_id bigint primary key constraint employer_terms_employer references employer (id),
  terms_sealed bytea not null,
  version integer not null,
  account_id bigint not null constraint employer_terms_account references account (id),
  updated_at timestamptz not null
);
comment on table employer_terms is '默认条款: what an invitation of this employer begins with.';

create table invitation_batch (
  employer_id bigint not null constraint invitation_batch_employer references employer (id),
  id bigint generated always as identity,
  account_id bigint not null constraint invitation_batch_account references account (id),
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
comment on table invitation_batch is '批量签约邀请: a sheet of invitations, checked when it was uploaded, sent when somebody says so. Kept for a week.';
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
  constraint invitation_batch_row_batch foreign key (employer_id, batch_id) references invitation_batch (employer_id, id) on delete cascade,
  constraint invitation_batch_row_faulty check ((outcome = 'faulty') = (faults_sealed is not null)),
  constraint invitation_batch_row_sent check ((outcome = 'sent') = (case_id is not null))
);
create index invitation_batch_row_ready on invitation_batch_row (employer_id, batch_id, row) where outcome = 'ready';
comment on table invitation_batch_row is 'Rows of such a sheet as they were written, by their number in the file, and the outcome of each.';
