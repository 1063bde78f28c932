import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { createTestDatabase } from '../testing/database.ts';
import { jobBehaviours } from '../testing/jobs-behaviour.ts';
import { addJob, defineJob } from './jobs.ts';
import { handle, startWorkers } from './worker.ts';

for (const [name, behaviour] of Object.entries(jobBehaviours)) {
  test(name, { timeout: 60_000 }, async t => {
    const { database, url, drop } = await createTestDatabase();
    t.after(drop);
    await behaviour(database, url);
  });
}

test('a database that is away when a job ends stops nobody: the workers come back, and the job is run again', {
  timeout: 60_000,
}, async t => {
  const { database, url, ownerUrl, drop } = await createTestDatabase();
  const name = /test_\w+/.exec(url)?.[0] ?? '';
  const admin = new pg.Client({ connectionString: ownerUrl.replace(`/${name}`, '/postgres') });
  await admin.connect();
  const allow = (yes: boolean) => admin.query(`alter database ${name} allow_connections ${yes}`);
  const cutOff = 'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1';
  const job = defineJob('test.cut-off', z.object({}));
  const runs: number[] = [];
  const handler = handle(job, async (_, { attempt }) => {
    runs.push(attempt);
    if (runs.length > 1) return;
    await allow(false);
    await admin.query(cutOff, [name]);
    throw new Error('the database is gone');
  });
  await addJob(database, job, {}, { key: 'a' });
  const said: string[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: (_: object, line: string) => void said.push(line) };
  const workers = await startWorkers(database, [handler], { log });
  t.after(async () => {
    await allow(true);
    await workers.stop();
    await admin.end();
    await drop();
  });
  while (!said.includes('the workers could not be started again')) await pause(10);
  await allow(true);
  while (runs.length < 2) await pause(10);
  assert.equal(runs.length, 2);
});

test('a database that goes away just as the workers ask for their tasks: they come back, and take jobs', {
  timeout: 60_000,
}, async t => {
  const { database, ownerUrl, drop } = await createTestDatabase();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `create function away() returns trigger language plpgsql as $$ begin raise 'away' using errcode = '57P01'; end $$`,
  );
  await owner.query(
    'create trigger away before insert on graphile_worker._private_tasks for each statement execute function away()',
  );
  const job = defineJob('test.away', z.object({}));
  const ran = Promise.withResolvers<void>();
  const given = Promise.withResolvers<void>();
  const error = (_: object, line: string) => (line === 'the workers cannot take jobs' ? given.resolve() : undefined);
  const log = { info: () => undefined, warn: () => undefined, error };
  const workers = await startWorkers(database, [handle(job, async () => ran.resolve())], { log });
  t.after(async () => {
    await workers.stop();
    await owner.end();
    await drop();
  });
  await given.promise;
  await owner.query('drop trigger away on graphile_worker._private_tasks');
  await addJob(database, job, {}, { key: 'a' });
  await ran.promise;
});
