create table command_key (
  actor text not null,
  key text not null,
  digest bytea not null,
  outcome jsonb not null,
  at timestamptz not null,
  primary key (actor, key)
);
create index command_key_age on command_key (at);
comment on table command_key is 'Idempotency: a command that is sent again has its first outcome. Kept for three days.';

-- A process whose heartbeat is missing is dead, and its jobs are given back.
create table worker_heartbeat (
  worker_id text primary key,
  process text,
  started_at timestamptz not null,
  beat_at timestamptz not null
);
comment on table worker_heartbeat is 'Processes that run jobs, with the time of their last sign of life.';
comment on column worker_heartbeat.process is 'Names the operating-system process within its machine since boot; null where the system cannot tell.';
