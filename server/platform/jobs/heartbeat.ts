import { existsSync, readFileSync, readlinkSync } from 'node:fs';
import { type Database, statement } from '../postgres/postgres.ts';

/** Records that a worker of this process lives. */
export async function beat(database: Database, workerId: string): Promise<void> {
  await database.execute(upsertBeat, [workerId, thisProcess()]);
}

const upsertBeat = statement(
  'jobs.beat',
  `insert into worker_heartbeat (worker_id, process, started_at, beat_at) values ($1, $2, now(), now())
   on conflict (worker_id) do update set beat_at = excluded.beat_at`,
);

/** Signs a worker off that has stopped in good order. */
export async function forgetWorker(database: Database, workerId: string): Promise<void> {
  await database.execute(deleteBeat, [workerId]);
}

const deleteBeat = statement('jobs.forget', 'delete from worker_heartbeat where worker_id = $1');

/**
 * Gives back the jobs of workers that are dead, which graphile-worker itself does after four hours. Dead is whose
 * process is seen to be gone from this machine, or who has given no sign of life for 30 seconds. Answers their ids.
 */
export async function unlockDeadWorkers(database: Database): Promise<string[]> {
  const workers = await database.query(selectWorkers);
  const dead = workers.filter(worker => worker.silent || isGone(worker.process)).map(worker => worker.workerId);
  if (dead.length > 0) await giveBack(database, ...dead);
  return dead;
}

/** Gives back what these workers held, which are known to do nothing more. */
export const giveBack = (database: Database, ...workerIds: readonly string[]): Promise<void> =>
  database.transaction(async transaction => {
    await transaction.execute(unlockWorkers, [workerIds]);
    await transaction.execute(deleteBeats, [workerIds]);
  });

// A worker that died before its first sign of life is known only by its locks.
const selectWorkers = statement<{ workerId: string; process: string | null; silent: boolean }>(
  'jobs.workers',
  `select worker_id, heartbeat.process, coalesce(heartbeat.beat_at, held.since) < now() - interval '30 seconds' as silent
   from worker_heartbeat as heartbeat
   full join (
     select locked_by as worker_id, max(locked_at) as since
     from (
       select locked_by, locked_at from graphile_worker._private_jobs where locked_by is not null
       union all
       select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
     ) as locks
     group by locked_by
   ) as held using (worker_id)`,
);

const unlockWorkers = statement('jobs.unlock', 'select graphile_worker.force_unlock_workers($1::text[])');

const deleteBeats = statement('jobs.forget_all', 'delete from worker_heartbeat where worker_id = any ($1::text[])');

/**
 * Names this process so that a later one on the same machine can tell whether it still runs: the machine's boot, the
 * process namespace (containers count their own), the pid, and its start time, for pids are used again. Null without /proc.
 */
export function thisProcess(): string | null {
  const place = thisPlace();
  const started = startTime(process.pid);
  return place === undefined || started === undefined ? null : `${place} ${process.pid} ${started}`;
}

function isGone(name: string | null): boolean {
  const place = thisPlace();
  if (name === null || place === undefined || !name.startsWith(`${place} `)) return false;
  const [pid, started] = name.slice(place.length + 1).split(' ');
  return startTime(Number(pid)) !== started;
}

function thisPlace(): string | undefined {
  if (!existsSync('/proc/self/ns/pid')) return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${readlinkSync('/proc/self/ns/pid')}`;
}

/** Ticks from boot to the start of a process, or undefined when it is gone or a zombie. */
function startTime(pid: number): string | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    // The second field, the program's name in brackets, may hold spaces and brackets.
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return fields[0] === 'Z' ? undefined : fields[19];
  } catch {
    return undefined;
  }
}
