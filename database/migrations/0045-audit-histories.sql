create table audit_history (
  kind text not null,
  key text not null,
  hash bytea not null,
  batch bigint not null,
  place integer not null,
  at timestamptz not null,
  primary key (kind, key),
  constraint audit_history_place unique (batch, place)
);
comment on table audit_history is 'The rows of the histories that are sealed: each by the SHA-256 of its canonical form (docs/audit.md), in batches, each of which is told by one event of the log. Insert only.';
comment on column audit_history.at is 'When the batch was made.';

-- The sealing looks at the last hours only.
create index graduate_history_by_time on graduate_history using brin (at);
create index registry_record_history_by_time on registry_record_history using brin (at);
create index transfer_record_history_by_time on transfer_record_history using brin (at);
create index transfer_request_history_by_time on transfer_request_history using brin (at);
create index training_mode_request_history_by_time on training_mode_request_history using brin (at);
create index confirmation_history_by_time on confirmation_history using brin (at);
create index verification_check_history_by_time on verification_check_history using brin (at);
create index flagged_employer_history_by_time on flagged_employer_history using brin (at);
create index employer_note_history_by_time on employer_note_history using brin (at);
