import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { fixedClock, systemClock } from '../base/clock.ts';
import { addJob, defineJob, defineTimedJob, failingJobs, retryJob } from '../jobs/jobs.ts';
import { handle, type JobLog, startWorkers } from '../jobs/worker.ts';
import { type Database, unnamed } from '../postgres/postgres.ts';
import { drainJobs } from './jobs.ts';

/** The behaviours of jobs, each on a fresh database; run against the embedded server and against an own one. */
export const jobBehaviours: Record<string, (database: Database, url: string) => Promise<void>> = {
  'a job added in a transaction that is rolled back never runs': async database => {
    const { handlers, done } = recorder();
    const failure = new Error('the command failed');
    const command = database.transaction(async transaction => {
      await addJob(transaction, note, { text: 'never' }, { key: 'a' });
      throw failure;
    });
    await assert.rejects(command, failure);
    await database.transaction(transaction => addJob(transaction, note, { text: 'committed' }, { key: 'b' }));
    await drainJobs(database, handlers, systemClock);
    assert.deepEqual(done, ['committed']);
  },

  'a job added twice under one key runs once, with what was given first': async database => {
    const { handlers, done } = recorder();
    await addJob(database, note, { text: 'first' }, { key: 'same' });
    await addJob(database, note, { text: 'second' }, { key: 'same' });
    await Promise.all([1, 2, 3].map(n => addJob(database, note, { text: `race ${n}` }, { key: 'same' })));
    await drainJobs(database, handlers, systemClock);
    assert.deepEqual(done, ['first']);
  },

  'the same key of another job is another key': async database => {
    const other = defineJob('test.other', z.object({}));
    const { handlers, done } = recorder();
    await addJob(database, other, {}, { key: 'same' });
    await addJob(database, note, { text: 'mine' }, { key: 'same' });
    await drainJobs(database, [...handlers, handle(other, async () => void done.push('other'))], systemClock);
    assert.deepEqual(done.toSorted(), ['mine', 'other']);
  },

  'a job with a time runs when the given clock has reached it, not before': async database => {
    const { handlers, done } = recorder();
    const clock = fixedClock('2031-06-01T00:00:00Z');
    const runAt = new Date('2031-06-08T00:00:00Z');
    await addJob(database, note, { text: 'expired' }, { key: 'deadline', runAt, now: clock.now() });
    clock.set('2031-06-07T23:59:00Z');
    await drainJobs(database, handlers, clock);
    assert.deepEqual(done, []);
    clock.set(runAt);
    await drainJobs(database, handlers, clock);
    assert.deepEqual(done, ['expired']);
  },

  'a deadline can be moved': async database => {
    const { handlers, done } = recorder();
    const clock = fixedClock('2031-06-01T00:00:00Z');
    const at = (day: number) => ({ runAt: new Date(Date.UTC(2031, 5, day)), now: clock.now() });
    await addJob(database, note, { text: 'old' }, { key: 'moved', ...at(2) });
    await addJob(database, note, { text: 'new' }, { key: 'moved', whenPresent: 'replace', ...at(5) });
    clock.set('2031-06-03T00:00:00Z');
    await drainJobs(database, handlers, clock);
    assert.deepEqual(done, []);
    clock.set('2031-06-05T00:00:00Z');
    await drainJobs(database, handlers, clock);
    assert.deepEqual(done, ['new']);
  },

  'jobs of one queue run one after the other, in order': async database => {
    const done: string[] = [];
    let running = 0;
    const slow = handle(note, async ({ text }) => {
      running += 1;
      assert.equal(running, 1);
      await database.query(unnamed('select pg_sleep(0.01)'));
      running -= 1;
      done.push(text);
    });
    for (const n of [1, 2, 3, 4]) await addJob(database, note, { text: String(n) }, { key: String(n), queue: 'graduate-77' });
    const finished = await runUntil(database, [slow], () => done.length === 4);
    assert.deepEqual(done, ['1', '2', '3', '4']);
    assert.deepEqual(finished, []);
  },

  'a failing job is seen with its reason and runs again when a person says so': async database => {
    let works = false;
    const done: string[] = [];
    const once = defineJob('test.fragile', z.object({ text: z.string() }), { maxAttempts: 1 });
    const fragile = handle(once, async ({ text }) => {
      if (!works) throw new Error('the registry refused');
      done.push(text);
    });
    await addJob(database, once, { text: 'report' }, { key: 'report' });
    const [failed, ...more] = await drainJobs(database, [fragile], systemClock);
    assert.ok(failed);
    assert.equal(more.length, 0);
    assert.equal(failed.job, 'test.fragile');
    assert.equal(failed.nextAttemptAt, undefined);
    assert.match(failed.lastError, /the registry refused/);
    works = true;
    assert.equal(await retryJob(database, failed.id), true);
    assert.deepEqual(await drainJobs(database, [fragile], systemClock), []);
    assert.deepEqual(done, ['report']);
    assert.equal(await retryJob(database, failed.id), false);
  },

  'a timed job is known to the queue; two handlers for one job do not start': async database => {
    const log: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const { handlers } = recorder();
    const nightly = handle(defineTimedJob('test.nightly', 'nightly', '0 3 * * *'), async () => undefined);
    const workers = await startWorkers(database, [...handlers, nightly], { log });
    const known = unnamed<{ identifier: string }>('select identifier from graphile_worker._private_known_crontabs');
    await until(async () => (await database.query(known)).length === 1);
    await workers.stop();
    assert.deepEqual(await database.query(known), [{ identifier: 'test.nightly' }]);
    await assert.rejects(startWorkers(database, [...handlers, ...handlers], { log }), /two handlers/);
  },

  'a payload that does not fit the job is not added': async database => {
    await assert.rejects(addJob(database, note, JSON.parse('{"text":7}'), { key: 'bad' }));
    assert.deepEqual(await database.query(unnamed('select id from graphile_worker.jobs')), []);
  },

  'a log line about a failed job does not hold the text of its error': async database => {
    const lines: string[] = [];
    const write = (fields: object, message: string) => void lines.push(`${JSON.stringify(fields)} ${message}`);
    const broken = handle(note, async () => {
      throw new Error('王小明 110101200301018888');
    });
    await addJob(database, note, { text: 'x' }, { key: 'x' });
    const workers = await startWorkers(database, [broken], { log: { info: write, warn: write, error: write } });
    await until(async () => (await failingJobs(database)).length === 1);
    await workers.stop();
    assert.ok(lines.some(line => line.includes('test.note') && line.includes('a job failed')));
    assert.ok(!lines.some(line => line.includes('110101200301018888')));
  },

  'a worker killed in the middle of a job: the job runs again with the next worker': async (database, url) => {
    await addJob(database, note, { text: 'survives' }, { key: 'survives', queue: 'graduate-1' });
    const program = fileURLToPath(new URL('worker-that-hangs.ts', import.meta.url));
    const child = spawn(process.execPath, [program, url], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(child.stdout, 'data'); // it is inside the job
    child.kill('SIGKILL');
    await once(child, 'exit');
    const { handlers, done } = recorder();
    assert.deepEqual(await runUntil(database, handlers, () => done.length > 0), []);
    assert.deepEqual(done, ['survives']);
    const left = await database.query(unnamed('select 1 from worker_heartbeat'));
    assert.equal(left.length, 0);
  },

  'a worker of another machine that has been silent for 30 seconds loses its jobs, one that beats keeps them': async database => {
    for (const text of ['of the silent', 'of the living']) await addJob(database, note, { text }, { key: text });
    const lock = unnamed(
      `update graphile_worker._private_jobs set locked_by = $1, locked_at = now() - $3::interval where payload -> 'data' ->> 'text' = $2`,
    );
    const register = unnamed(
      `insert into worker_heartbeat (worker_id, process, started_at, beat_at) values ($1, 'elsewhere 1 1', now(), now() - $2::interval)`,
    );
    for (const [id, text, silence] of [
      ['silent', 'of the silent', '31 seconds'],
      ['living', 'of the living', '20 seconds'],
    ] as const) {
      await database.execute(lock, [id, text, '10 minutes']);
      await database.execute(register, [id, silence]);
    }
    const { handlers, done } = recorder();
    await runUntil(database, handlers, () => done.length > 0);
    assert.deepEqual(done, ['of the silent']);
  },
};

const note = defineJob('test.note', z.object({ text: z.string() }));

function recorder() {
  const done: string[] = [];
  return { done, handlers: [handle(note, async ({ text }) => void done.push(text))] };
}

/** Real workers until the condition holds. Answers the failing jobs. */
async function runUntil(database: Database, handlers: ReturnType<typeof handle>[], condition: () => boolean) {
  const silent: JobLog = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const workers = await startWorkers(database, handlers, { log: silent });
  await until(async () => condition());
  await workers.stop();
  return failingJobs(database);
}

/** Waits for something that is certain to come; a test that never gets there fails by the runner's limit. */
async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise(resolve => setTimeout(resolve, 5));
}
