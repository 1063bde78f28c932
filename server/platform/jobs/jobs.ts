import type pg from 'pg';
import { z } from 'zod';
import { type Queryable, statement } from '../postgres/postgres.ts';

/** A kind of work that is done after the commit, by name. Payloads hold ids, never personal data. */
export interface Job<Payload> {
  readonly name: string;
  /** What the operator's page calls it. */
  readonly title: string;
  /** When it is due by itself: five fields as in cron(5), in UTC. */
  readonly at: string | undefined;
  readonly payload: z.ZodType<Payload>;
  /** After so many attempts it is given up and waits for a person (see `failingJobs`). Their spacing grows by e up to 6 hours; 20 last almost three days. */
  readonly maxAttempts: number;
  /** Long work has lanes of its own, so many at once, and never delays the short work of others. */
  readonly ownLanes: number | undefined;
}

/** Declares a job. Its name is stored with every job that waits, so it stays what it is. */
export function defineJob<Payload>(
  name: string,
  payload: z.ZodType<Payload>,
  { title = name, at, maxAttempts = 20, ownLanes }: { title?: string; at?: string; maxAttempts?: number; ownLanes?: number } = {},
): Job<Payload> {
  return { name, title, at, payload, maxAttempts, ownLanes };
}

/** Declares work that nobody asks for: it is due by the clock. */
export const defineTimedJob = (name: string, title: string, at: string): Job<object> =>
  defineJob(name, z.object({}).loose(), { title, at });

export type AddJobOptions = {
  /** What makes it one job: while a job with this key waits, runs or has failed, adding it again does nothing. */
  readonly key: string;
  /** What to do when it is there already and not running. Default `keep`; `replace` moves a deadline. */
  readonly whenPresent?: 'keep' | 'replace';
  /** Jobs of one queue run one at a time, in order; for instance a graduate's id. */
  readonly queue?: string;
} & Timing;

/** A later time is always given together with the present one, so that an injected clock means the same to the queue. */
type Timing = { readonly runAt: Date; readonly now: Date } | { readonly runAt?: undefined; readonly now?: Date };

/**
 * Adds a job inside the caller's transaction: it is there if and only if that commits. Throws when the payload does not
 * fit the job.
 *
 * The key is kept as long as the job is: once it has run, the same key is a new job. What may happen once only is
 * therefore guarded twice: the command that adds it changes a state that it can change but once, in the same
 * transaction, and the handler looks whether its work is done already (it may also be killed half way and run again).
 * `keep` is graphile-worker's unsafe_dedupe, which is unsafe only where a key means "something has changed, look
 * again"; here it means one event.
 */
export async function addJob<Payload>(
  transaction: Queryable,
  job: Job<Payload>,
  payload: Payload,
  options: AddJobOptions,
): Promise<void> {
  const due = options.runAt;
  const delay = due === undefined ? null : due.getTime() - options.now.getTime();
  await transaction.execute(insertJob, [
    job.name,
    JSON.stringify({ data: job.payload.parse(payload), ...(due === undefined ? {} : { due: due.toISOString() }) }),
    laneFor(job, options),
    delay,
    job.maxAttempts,
    `${job.name}:${options.key}`,
    options.whenPresent === 'replace' ? 'replace' : 'unsafe_dedupe',
  ]);
}

const insertJob = statement(
  'jobs.add',
  `select graphile_worker.add_job($1, $2::json, queue_name => $3::text,
     run_at => clock_timestamp() + $4::float8 * interval '1 millisecond',
     max_attempts => $5::integer, job_key => $6::text, job_key_mode => $7::text)`,
);

export interface ManyJobs<Payload> {
  readonly payload: Payload;
  readonly key: string;
  readonly queue?: string;
}
/**
 * `addJob` for many at once, due now: one statement, whatever their number. They let everything go first that was added one by one: nobody
 * waits for a code by SMS behind the reports of 30,000 records.
 */
export async function addJobs<Payload>(
  transaction: Queryable,
  job: Job<Payload>,
  added: readonly ManyJobs<Payload>[],
): Promise<void> {
  if (added.length === 0) return;
  await transaction.execute(insertJobs, [
    job.name,
    added.map(({ payload }) => JSON.stringify({ data: job.payload.parse(payload) })),
    added.map(options => laneFor(job, options)),
    added.map(({ key }) => `${job.name}:${key}`),
    job.maxAttempts,
  ]);
}

const insertJobs = statement(
  'jobs.add_many',
  `select count((graphile_worker.add_job($1, added.payload::json, queue_name => added.lane, run_at => clock_timestamp(),
     max_attempts => $5::integer, job_key => added.key, priority => 10, job_key_mode => 'unsafe_dedupe')).id)
   from unnest($2::text[], $3::text[], $4::text[]) as added (payload, lane, key)`,
);

// A worker that looks for a job locks every free queue row, so a queue per graduate would be millions of locks a
// second. Queues are folded onto so many lanes: order is kept, and 64 jobs can still run side by side.
const lanes = 64;

/**
 * Makes the lanes, which `add_job` would make at their first use: two transactions that make several, each in its own order, would wait
 * for each other. As the owner, when the database is made ready.
 */
export async function makeLanes(owner: pg.ClientBase): Promise<void> {
  await owner.query(
    `insert into graphile_worker._private_job_queues (queue_name)
     select 'lane-' || lane from generate_series(0, $1::int - 1) as lane on conflict do nothing`,
    [lanes],
  );
}

function laneFor(
  { name, ownLanes }: Pick<Job<unknown>, 'name' | 'ownLanes'>,
  { queue, key }: Pick<AddJobOptions, 'queue' | 'key'>,
): string | null {
  if (ownLanes !== undefined) return `${name}-${hashOf(queue ?? key) % ownLanes}`;
  return queue === undefined ? null : `lane-${hashOf(queue) % lanes}`;
}

function hashOf(text: string): number {
  let hash = 0x811c9dc5; // FNV-1a
  for (const byte of Buffer.from(text)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

export interface FailingJob {
  readonly id: number;
  readonly job: string;
  readonly key: string | null;
  readonly attempts: number;
  readonly maxAttempts: number;
  readonly lastError: string;
  readonly createdAt: Date;
  /** When it is tried next; undefined when it has been given up and waits for a person. */
  readonly nextAttemptAt: Date | undefined;
}

/** The jobs whose last attempt failed, the oldest first, 200 at most. */
export async function failingJobs(database: Queryable): Promise<FailingJob[]> {
  const rows = await database.query(selectFailing);
  return rows.map(({ runAt, ...job }) => ({ ...job, nextAttemptAt: job.attempts < job.maxAttempts ? runAt : undefined }));
}

const selectFailing = statement<Omit<FailingJob, 'nextAttemptAt'> & { runAt: Date }>(
  'jobs.failing',
  `select id, task_identifier as job, key, attempts, max_attempts, last_error, created_at, run_at
   from graphile_worker.jobs
   where last_error is not null and locked_at is null
   order by id limit 200`,
);

/** Lets a failing job run again now, with all its attempts. Answers whether it was there and not running. */
export async function retryJob(database: Queryable, id: number): Promise<boolean> {
  return (await database.execute(rescheduleJob, [id])) > 0;
}

const rescheduleJob = statement(
  'jobs.retry',
  'select id from graphile_worker.reschedule_jobs(array[$1::bigint], run_at => now(), attempts => 0)',
);

/** After an injected clock was moved: makes the jobs that wait for a time due as that clock sees it. */
export async function alignJobsWithClock(database: Queryable, now: Date): Promise<void> {
  await database.execute(alignJobs, [now]);
}

const alignJobs = statement(
  'jobs.align',
  `update graphile_worker._private_jobs
   set run_at = clock_timestamp() + ((payload ->> 'due')::timestamptz - $1::timestamptz)
   where payload ->> 'due' is not null and locked_at is null and attempts = 0`,
);
