import { setTimeout as pause } from 'node:timers/promises';
import { Logger, runOnce } from 'graphile-worker';
import type { Clock } from '../base/clock.ts';
import { alignJobsWithClock, type FailingJob, failingJobs } from '../jobs/jobs.ts';
import { type JobHandler, type JobLog, taskList } from '../jobs/worker.ts';
import { type Database, statement } from '../postgres/postgres.ts';

const silent: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Runs every job that is due by the test's clock, and those that they add, until none is left. Answers the jobs whose
 * last attempt failed; a failed job is not tried again by this call.
 */
export async function drainJobs(database: Database, handlers: readonly JobHandler[], clock: Clock): Promise<FailingJob[]> {
  await alignJobsWithClock(database, clock.now());
  let [left, idle] = [Number.POSITIVE_INFINITY, 0];
  while (left > 0) {
    await runOnce({
      pgPool: database.pool,
      taskList: taskList(handlers, { database, clock }, silent),
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
    });
    // The last word on a job, and with it its queue, may still be on its way when runOnce is done.
    for (let looks = looksAtMost; looks > 0 && (await database.one(countLocked)).locked > 0; looks--) await pause(10);
    // Of a long queue a round may carry out a single one.
    const { due } = await database.one(countDue, [handlers.map(({ name }) => name)]);
    idle = due < left ? 0 : idle + 1;
    if (idle > idleRoundsAtMost) throw new Error(`${due} jobs are due, and nothing takes them`);
    left = due;
  }
  return failingJobs(database);
}

const idleRoundsAtMost = 20;
/** Ten seconds: on a busy machine the last word takes its time, and a round that comes before it finds the queue locked. */
const looksAtMost = 1_000;
const countLocked = statement<{ locked: number }>(
  'testing.locked_jobs',
  'select count(*)::int as locked from graphile_worker.jobs where locked_at is not null',
);
const countDue = statement<{ due: number }>(
  'testing.due_jobs',
  `select count(*)::int as due from graphile_worker.jobs
   where task_identifier = any($1) and run_at <= now() and locked_at is null and attempts = 0`,
);
