import * as contract from '#contract/routes/messages.ts';
import { refuse } from '#domain/refusals.ts';
import { countFailedLinks } from '#server/agents/index.ts';
import { recentlyInfected } from '#server/audit/index.ts';
import { countUnknownDeliveries } from '#server/messages/index.ts';
import { withoutNumbers } from '#server/platform/base/without-numbers.ts';
import { ok, type Served, serve } from '#server/platform/http/serve-route.ts';
import { failingJobs, retryJob } from '#server/platform/jobs/jobs.ts';
import type { JobHandler } from '#server/platform/jobs/worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

const selectTasks = statement<{ task: string; waiting: number; failing: number; oldest: Date | null }>(
  'queues.tasks',
  `select task_identifier as task, count(*) filter (where last_error is null)::int as waiting,
     count(*) filter (where last_error is not null)::int as failing, min(run_at) filter (where run_at <= now()) as oldest
   from graphile_worker.jobs group by task_identifier order by task_identifier`,
);

export function queueRoutes(platform: Platform, jobs: readonly JobHandler[]): Served[] {
  const { database, log, clock } = platform;
  const titles = new Map(jobs.map(({ name, title }) => [name, title]));
  const titleOf = (task: string): string => titles.get(task) ?? task;
  return [
    serve(contract.listQueues, async () => {
      const [tasks, failing, { unknown }, { failed }, virusScan] = await Promise.all([
        database.query(selectTasks),
        failingJobs(database),
        database.one(countUnknownDeliveries),
        database.one(countFailedLinks, [clock.now()]),
        standingOfScan(platform),
      ]);
      return {
        tasks: tasks.map(row => ({ ...row, title: titleOf(row.task) })),
        failing: failing.map(job => ({
          id: job.id,
          task: job.job,
          title: titleOf(job.job),
          attempts: job.attempts,
          error: withoutNumbers(job.lastError).slice(0, 300),
          at: job.createdAt,
          final: job.nextAttemptAt === undefined,
        })),
        unknownDeliveries: unknown,
        virusScan,
        failedLinks: failed,
      };
    }),
    serve(contract.retryJob, async ({ params, actor }) => {
      if (!(await retryJob(database, params.id))) return refuse('not-found');
      log.info({ job: params.id, accountId: actor.accountId }, 'a failing job was started again by hand');
      return ok;
    }),
  ];
}

/** Whether uploaded files are scanned now, and what was found of late. */
async function standingOfScan(platform: Platform) {
  const found = await recentlyInfected(platform);
  const scan = platform.outside.virusScan;
  if (!scan) return { state: 'off', version: '', found } as const;
  const version = await scan.version().catch(() => '');
  return { state: version === '' ? 'away' : 'on', version, found } as const;
}
