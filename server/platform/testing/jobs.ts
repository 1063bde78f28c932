import { Logger, runOnce } from 'graphile-worker';
import type { Clock } from '../clock.ts';
import { alignJobsWithClock, type FailingJob, failingJobs } from '../jobs.ts';
import { type JobHandler, type JobLog, taskList } from '../jobs-worker.ts';
import type { Database } from '../postgres.ts';

const silent: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/**
 * Runs every job that is due by the test's clock, and those that they add, until none is left. Answers the jobs whose
 * last attempt failed; a failed job is not tried again by this call.
 */
export async function drainJobs(database: Database, handlers: readonly JobHandler[], clock: Clock): Promise<FailingJob[]> {
  await alignJobsWithClock(database, clock.now());
  await runOnce({
    pgPool: database.pool,
    taskList: taskList(handlers, { database, clock }, silent),
    noHandleSignals: true,
    logger: new Logger(() => () => undefined),
  });
  return failingJobs(database);
}
