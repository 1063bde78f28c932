-- The processes that run jobs. One whose heartbeat stays away is dead, and its jobs are given back.
create table worker_heartbeat (
  worker_id text not null constraint worker_heartbeat_pk primary key,
  process text,
  started_at timestamptz not null,
  beat_at timestamptz not null
);

comment on table worker_heartbeat is 'Processes that run jobs, with the time of their last sign of life.';

comment on column worker_heartbeat.process is 'Names the operating-system process within its machine since boot; null where the system cannot tell.';
