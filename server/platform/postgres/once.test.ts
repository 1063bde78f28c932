import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { isRefused, refuse } from '#domain/refusals.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { once } from './once.ts';
import { type Transaction, unnamed } from './postgres.ts';

let on: TestDatabase;
before(async () => {
  on = await createTestDatabase();
});
after(() => on.drop());

const now = new Date('2027-03-10T02:00:00Z');
const outcome = z.object({ drawn: z.number() });
/** A command with a visible effect: it counts up under a name. */
const count = unnamed<{ drawn: number }>(
  `insert into worker_heartbeat as w (worker_id, process, started_at, beat_at) values ($1, '1', now(), now())
   on conflict (worker_id) do update set process = (w.process::int + 1)::text returning process::int as drawn`,
);
const counted = async (name: string) =>
  (
    await on.database.first(
      unnamed<{ drawn: number }>('select process::int as drawn from worker_heartbeat where worker_id = $1'),
      [name],
    )
  )?.drawn ?? 0;
const draw = (name: string) => (tx: Transaction) => tx.one(count, [name]);
const command = (key: string, content: unknown = 'draw', actor = 'account:1') => ({ actor, key, content, now });
const run = (name: string, key: string, content?: unknown, actor?: string) =>
  once(on.database, command(key, content, actor), outcome.parse, draw(name));

test('a command that is sent again has its first outcome, and no second effect', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  assert.deepEqual(await run(name, key), { drawn: 1 });
  assert.deepEqual(await run(name, key), { drawn: 1 });
  assert.equal(await counted(name), 1);
  assert.deepEqual(await run(name, randomUUID()), { drawn: 2 });
});

test('sent twenty times at once: one effect, twenty times the same answer', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  const answers = await Promise.all(Array.from({ length: 20 }, () => run(name, key)));
  for (const answer of answers) assert.deepEqual(answer, { drawn: 1 });
  assert.equal(await counted(name), 1);
});

test('the same key with other content is refused, without effect', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  await run(name, key);
  assert.deepEqual(await run(name, key, 'other'), refuse('same-key-other-content'));
  assert.equal(await counted(name), 1);
  const both = randomUUID();
  const answers = await Promise.all([run(name, both, 'one'), run(name, both, 'two')]);
  assert.equal(answers.filter(isRefused).length, 1);
  assert.equal(await counted(name), 2);
});

test('keys of two people never meet', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  assert.deepEqual(await run(name, key), { drawn: 1 });
  assert.deepEqual(await run(name, key, 'draw', 'person:1'), { drawn: 2 });
});

test('a refusal rolls everything back, and is no outcome: the same key may succeed later', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  const refusal = await once(on.database, command(key), outcome.parse, async tx => {
    await draw(name)(tx);
    return refuse('not-due');
  });
  assert.deepEqual(refusal, refuse('not-due'));
  assert.equal(await counted(name), 0);
  assert.deepEqual(await run(name, key), { drawn: 1 });
});

test('a refusal met on the second way, because the first went through, is the first outcome', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  await run(name, key);
  const again = await once(on.database, command(key), outcome.parse, async () => refuse('not-possible-here'));
  assert.deepEqual(again, { drawn: 1 });
});

test('what throws leaves nothing, and throws on', async () => {
  const [name, key] = [randomUUID(), randomUUID()];
  const failure = new Error('a bug');
  const broken = once(on.database, command(key), outcome.parse, async tx => {
    await draw(name)(tx);
    throw failure;
  });
  await assert.rejects(broken, failure);
  assert.equal(await counted(name), 0);
  const unique = once(on.database, command(key), outcome.parse, async tx => {
    const insert = unnamed(`insert into province (code, name) values ('990000', '甲省'), ('990000', '乙省')`);
    await tx.execute(insert);
    return { drawn: 0 };
  });
  await assert.rejects(unique, /province_pkey/);
});

test('the first outcome is told as it was, dates and all, by the parser', async () => {
  const dated = z.object({ at: z.coerce.date() });
  const key = randomUUID();
  const work = async () => ({ at: now });
  assert.deepEqual(await once(on.database, command(key), dated.parse, work), { at: now });
  assert.deepEqual(await once(on.database, command(key), dated.parse, work), { at: now });
});
