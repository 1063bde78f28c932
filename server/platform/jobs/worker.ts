import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { Logger, type ParsedCronItem, parseCronItems, type Runner, run, type TaskList, type WorkerEvents } from 'graphile-worker';
import { z } from 'zod';
import { type Clock, systemClock } from '../base/clock.ts';
import { withoutNumbers } from '../base/without-numbers.ts';
import type { Database } from '../postgres/postgres.ts';
import { beat, forgetWorker, giveBack, unlockDeadWorkers } from './heartbeat.ts';
import type { Job } from './jobs.ts';

/** What a handler is given beside the payload. */
export interface JobContext {
  readonly database: Database;
  readonly clock: Clock;
  readonly jobId: number;
  /** 1 at the first. */
  readonly attempt: number;
  /** Aborted when the server stops and has waited for 5 seconds. */
  readonly signal: AbortSignal;
}

export interface JobHandler extends Pick<Job<unknown>, 'name' | 'title' | 'at'> {
  run(payload: unknown, context: JobContext): Promise<void>;
}

/** Ties a job to the function that does it. The function must bear to be run again: a worker may die half way. */
export function handle<Payload>(job: Job<Payload>, work: (payload: Payload, context: JobContext) => Promise<void>): JobHandler {
  const { name, title, at } = job;
  return { name, title, at, run: (payload, context) => work(job.payload.parse(payload), context) };
}

/** What workers report to; a pino logger is one. */
export interface JobLog {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface WorkerOptions {
  readonly log: JobLog;
  readonly clock?: Clock;
  /** Jobs at once. The database's pool needs as many connections and two more. Default 4. */
  readonly concurrency?: number;
}

export interface Workers {
  /** Takes no more jobs and waits for those that run. */
  stop(): Promise<void>;
}

const beatMilliseconds = 10_000;

/** Starts this process's workers, after giving back the jobs of dead ones. Throws when a job has two handlers. */
export async function startWorkers(
  database: Database,
  handlers: readonly JobHandler[],
  options: WorkerOptions,
): Promise<Workers> {
  const { log } = options;
  const context = { database, clock: options.clock ?? systemClock };
  const tasks = taskList(handlers, context, log);
  const cronItems = cronOf(handlers);
  const stopping = new AbortController();

  const unlockDead = async () => {
    const dead = await unlockDeadWorkers(database);
    if (dead.length > 0) log.warn({ workers: dead }, 'jobs of dead workers were given back');
  };
  await unlockDead();
  let current = await startRunner(database, tasks, cronItems, options);

  const sign = async () => {
    try {
      await beat(database, current.workerId);
      await unlockDead();
    } catch (error) {
      log.warn({ error: nameOf(error) }, 'a worker could not give its sign of life');
    }
  };
  const timer = setInterval(sign, beatMilliseconds);

  // graphile-worker gives up when the database is away for long; this one comes back.
  const keepRunning = async () => {
    while (!stopping.signal.aborted) {
      await current.runner.promise.catch(error => log.error({ error: nameOf(error) }, 'the workers stopped'));
      while (!stopping.signal.aborted) {
        await pause(1_000, undefined, { signal: stopping.signal }).catch(() => undefined); // stopped while waiting
        if (stopping.signal.aborted) break;
        try {
          await giveBack(database, current.workerId);
          current = await startRunner(database, tasks, cronItems, options);
          break;
        } catch (error) {
          log.error({ error: nameOf(error) }, 'the workers could not be started again');
        }
      }
    }
  };
  const kept = keepRunning();

  return {
    stop: async () => {
      stopping.abort();
      clearInterval(timer);
      const last = current;
      await stopRunner(last, log);
      await kept;
      if (current !== last) await stopRunner(current, log); // it was just being started again
      await forgetWorker(database, current.workerId).catch(error =>
        log.warn({ error: nameOf(error) }, 'a worker could not sign off'),
      );
    },
  };
}

interface RunningPool {
  readonly runner: Runner;
  readonly workerId: string;
}

// Unless they are gathered, graphile-worker writes the outcomes of jobs without waiting: a database that is away then is an unhandled
// rejection, which ends the process. Gathered for 0 ms, it stops the workers, and they are started again.
const awaited = { completeJobBatchDelay: 0, failJobBatchDelay: 0 } as const;

async function startRunner(
  database: Database,
  tasks: TaskList,
  cronItems: ParsedCronItem[],
  options: WorkerOptions,
): Promise<RunningPool> {
  const events: WorkerEvents = new EventEmitter();
  let workerId = '';
  events.once('pool:create', ({ workerPool }) => {
    workerId = workerPool.id;
  });
  const concurrency = options.concurrency ?? 4;
  const runner = await run({
    pgPool: database.pool,
    taskList: tasks,
    parsedCronItems: cronItems,
    concurrency,
    // Two workers that look at one queue at the same moment may both find it locked; this is how long it then rests.
    pollInterval: 500,
    noHandleSignals: true,
    events,
    logger: graphileLogger(options.log),
    preset: { worker: awaited },
  });
  // graphile-worker asks for its tasks' numbers once; when the database goes away at that moment it keeps the refusal for good,
  // and takes no job ever after. One that cannot take jobs is therefore stopped, and started anew.
  let failures = 0;
  events.on('worker:getJob:error', () => {
    failures += 1;
    if (failures !== 2 * concurrency) return;
    options.log.error({}, 'the workers cannot take jobs');
    setImmediate(() => void stopRunner({ runner, workerId }, options.log)); // when the one that has just failed rests again
  });
  for (const taken of ['worker:getJob:empty', 'job:start'] as const) {
    events.on(taken, () => {
      failures = 0;
    });
  }
  try {
    await beat(database, workerId);
  } catch (error) {
    await stopRunner({ runner, workerId }, options.log);
    throw error;
  }
  return { runner, workerId };
}

async function stopRunner({ runner }: RunningPool, log: JobLog): Promise<void> {
  await runner.stop().catch(error => log.warn({ error: nameOf(error) }, 'the workers were stopping already'));
}

// Cron adds its own fields beside `data`, so they are let through.
const envelope = z.object({ data: z.unknown() });

/** The handlers in graphile-worker's form. Throws when a job has two. */
export function taskList(
  handlers: readonly JobHandler[],
  context: Pick<JobContext, 'database' | 'clock'>,
  log: JobLog,
): TaskList {
  const tasks: TaskList = {};
  for (const { name, run: work } of handlers) {
    if (tasks[name] !== undefined) throw new Error(`the job ${name} has two handlers`);
    tasks[name] = async (payload, { job, abortSignal }) => {
      try {
        await work(envelope.parse(payload).data, {
          ...context,
          jobId: Number(job.id),
          attempt: job.attempts,
          signal: abortSignal,
        });
      } catch (error) {
        // The error's text is kept in the job's row, for the operator to read, not in the log.
        log.warn(
          { job: name, jobId: Number(job.id), attempt: job.attempts, of: job.max_attempts, error: nameOf(error) },
          'a job failed',
        );
        throw new Error(withoutNumbers(error instanceof Error ? error.message : String(error)));
      }
    };
  }
  return tasks;
}

function cronOf(handlers: readonly JobHandler[]): ParsedCronItem[] {
  return parseCronItems(
    handlers.flatMap(({ name, at }) => {
      if (at === undefined) return [];
      // One key: a run that is late is not joined by the next.
      const options = { backfillPeriod: 0, jobKey: `cron:${name}`, jobKeyMode: 'preserve_run_at' as const, maxAttempts: 3 };
      return [{ task: name, identifier: name, match: at, payload: { data: {} }, options }];
    }),
  );
}

/** Passes on graphile-worker's own warnings: the first line and no details, for those hold payloads. */
function graphileLogger(log: JobLog): Logger {
  return new Logger(() => (level, message) => {
    const line = message.split('\n')[0] ?? '';
    if (level === 'warning') log.warn({}, line);
    // Failures of handlers are logged where they happen.
    if (level === 'error' && !line.startsWith('Failed task')) log.error({}, line);
  });
}

function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return 'code' in error && typeof error.code === 'string' ? `${error.name} ${error.code}` : error.name;
}
