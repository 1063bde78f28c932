/** What is typed into 单位名称 touches few blocks, however many organisations are certified and however many a school has named. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { type Database, openDatabase, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { vacuumWhole } from '#server/platform/testing/vacuum.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { tellingPairs } from './name-pairs.ts';
import { certifiedInside, named } from './search-employers.ts';

const organisations = Number(process.env.EMPLOYER_ROWS ?? 5000);
const plan = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.looseObject({ 'Shared Hit Blocks': z.number() }) })) }));
let world: TestDatabase;
let owner: Database;

/** The n-th name has three characters of its own before the common end. */
const nameOf = (n: string) => `'福州' || chr(20000 + ${n} / 5000) || chr(26000 + ${n} % 5000) || '文化有限公司'`;
before(async () => {
  world = await createTestDatabase();
  owner = openDatabase(world.ownerUrl, { max: 2 });
  for (const schoolId of [1, 2]) await makeSchool(owner, schoolId);
  await owner.execute(
    unnamed(`insert into employer (name, uscc, certified_sealed, created_at, updated_at, name_pairs)
      select name, 'U' || i, '\\x00', now(), now(),
        (select array_agg(distinct substr(name, at, 2)) from generate_series(1, length(name) - 1) at)
      from generate_series(1, $1::int) i, lateral (select ${nameOf('i')} as name) named`),
    [organisations],
  );
  await owner.execute(
    unnamed(`insert into named_employer (school_id, uscc, name, letters, initials)
      select 1 + (i > 300)::int, 'U' || i, ${nameOf('i')}, 'x' || i, 'x' || i from generate_series(1, $1::int) i`),
    [organisations],
  );
  for (const table of ['employer', 'named_employer']) await vacuumWhole(owner, table);
});
after(async () => {
  await owner.close();
  await world.drop();
});

async function planOf({ text }: Statement<unknown>, values: readonly unknown[]): Promise<{ blocks: number; words: string }> {
  const client = await owner.pool.connect();
  try {
    const asked = `explain (analyze, buffers, format json) ${text}`;
    await client.query(asked, [...values]);
    const { rows } = await client.query(asked, [...values]);
    const found = plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
    return { blocks: found?.['Shared Hit Blocks'] ?? Number.POSITIVE_INFINITY, words: JSON.stringify(found) };
  } finally {
    client.release(true);
  }
}

test('the middle of a certified name is found by its pairs', async () => {
  const middle = String.fromCodePoint(20000, 26000 + 4242);
  const { blocks, words } = await planOf(certifiedInside, [tellingPairs(middle), `%${middle}%`, 8]);
  assert.match(words, /employer_certified_pairs/);
  assert.ok(blocks <= 20, `${blocks} blocks`);
});

test('what a school has named is sought among its own rows', async () => {
  const { blocks, words } = await planOf(named, [1, '', '%文化%', '', 8, '文化%']);
  assert.match(words, /named_employer_pkey/);
  assert.ok(blocks <= 60, `${blocks} blocks`);
});
