import { z } from 'zod';
import { dayLength } from '#domain/dates.ts';
import { defineJob } from './platform/jobs.ts';
import { type CronEntry, handle, type JobHandler } from './platform/jobs-worker.ts';
import type { Platform } from './platform/platform.ts';
import { statement } from './platform/postgres.ts';

/** What is kept for a while only, and for how long, days. */
const shortLived = [
  { days: 3, statement: statement('sweep.command_keys', 'delete from command_key where at < $1') },
  { days: 1, statement: statement('sweep.sms_codes', 'delete from sms_code where sent_at < $1') },
  { days: 2, statement: statement('sweep.sign_in_failures', 'delete from sign_in_failure where last_at < $1') },
  { days: 30, statement: statement('sweep.sessions', 'delete from session where last_seen_at < $1') },
  { days: 7, statement: statement('sweep.look_ups', 'delete from employer_look_up where day < $1') },
  { days: 7, statement: statement('sweep.invitation_batches', 'delete from invitation_batch where created_at < $1') },
  { days: 0, statement: statement('sweep.invitation_codes', 'delete from invitation_code where expires_at < $1') },
  {
    days: 1,
    statement: statement(
      'sweep.account_imports',
      'update account_import set result_sealed = null where created_at < $1 and result_sealed is not null',
    ),
  },
] as const;

const sweepJob = defineJob('platform.sweep', z.object({}).loose());

/** Removes what has had its time, every night. */
export const sweepJobs = ({ database, clock, log }: Platform): JobHandler[] => [
  handle(sweepJob, async () => {
    for (const { days, statement } of shortLived) {
      const removed = await database.execute(statement, [new Date(clock.now().getTime() - days * dayLength)]);
      log.info({ what: statement.name, removed }, 'swept');
    }
  }),
];
/** 03:17 in Beijing. */
export const sweepCron: readonly CronEntry[] = [{ job: sweepJob.name, at: '17 19 * * *' }];
export const sweepTaskTitles: Readonly<Record<string, string>> = { [sweepJob.name]: '清理到期数据' };
