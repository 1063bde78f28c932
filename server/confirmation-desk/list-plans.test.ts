/** A page of the list touches few blocks, and the statistics read their index alone, however many graduates a school has. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { confirmationFilter } from '#contract/routes/confirmation.ts';
import { confirmationStates } from '#domain/confirmation/states.ts';
import { recordSourceNames } from '#domain/reported/parts.ts';
import { seedGraduates } from '#server/cases/testing/many.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { vacuumWhole } from '#server/platform/testing/vacuum.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { confirmationPage } from './list.ts';
import { countBySource } from './store.ts';

const graduates = Number(process.env.CONFIRMATION_ROWS ?? 3000);
const limit = 21;
const bound = 40;
const node = z.looseObject({ 'Shared Hit Blocks': z.number() });
const plan = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: node, 'Execution Time': z.number() })) }));
let world: TestDatabase;
let owner: Database;

before(async () => {
  world = await createTestDatabase();
  owner = openDatabase(world.ownerUrl, { max: 2 });
  await makeSchool(owner, 1);
  await owner.execute(
    unnamed(
      `insert into department (school_id, id, name) select 1, i, '院系' || i from generate_series(1, 4) i on conflict do nothing`,
    ),
  );
  await seedGraduates(owner, createVault(freshKeyRing()), { schoolId: 1, from: 1, to: graduates, departments: 4 });
  // Every state in every department; what was uploaded is rare, and late in the order.
  await owner.execute(
    unnamed(`update graduate set confirmation = (array['unreported', 'unconfirmed', 'right', 'wrong'])[1 + id / 4 % 4],
      reported_source = case when id / 4 % 4 = 0 then null when id > ${graduates} - 60 then 'registry-upload' else 'platform' end`),
  );
  await vacuumWhole(owner, 'graduate');
});
after(async () => {
  await owner.close();
  await world.drop();
});

async function planOf(text: string, values: readonly unknown[]) {
  const client = await owner.pool.connect();
  try {
    // A table this small is read whole otherwise; what is asked is whether the indexes carry the statement.
    await client.query('set enable_seqscan = off');
    const asked = `explain (analyze, buffers, format json) ${text}`;
    await client.query(asked, [...values]);
    const { rows } = await client.query(asked, [...values]);
    return plan.parse(rows)[0]?.['QUERY PLAN'][0];
  } finally {
    client.release(true);
  }
}
async function buffersOf(asked: { statement: Statement<unknown>; values: unknown[] }): Promise<number> {
  return (await planOf(asked.statement.text, asked.values))?.Plan['Shared Hit Blocks'] ?? Number.POSITIVE_INFINITY;
}
const school: SchoolScope = { kind: 'school', schoolId: 1 };
const department: SchoolScope = { kind: 'department', schoolId: 1, departmentIds: [2] };

describe('a page of the list', () => {
  for (const inside of [school, department])
    for (const state of [undefined, ...confirmationStates])
      for (const source of [undefined, ...recordSourceNames])
        test(`${inside.kind}, ${state ?? 'all'}, ${source ?? 'any source'}`, async () => {
          const stretch = { cohort: 2027, department: inside === department ? 2 : undefined };
          const narrowed = { filter: confirmationFilter.parse({ state, source }), inside, ...stretch };
          const first = await buffersOf(confirmationPage(narrowed, { after: undefined, limit }));
          const after = { departmentId: 2, examNumber: '23350000001500' };
          const later = await buffersOf(confirmationPage(narrowed, { after, limit }));
          assert.ok(Math.max(first, later) <= bound, `${first}, ${later} blocks`);
        });
});

test('the statistics read the index alone', async t => {
  const [{ text }, values] = countBySource(school, [2027]);
  const found = await planOf(text, values);
  assert.match(JSON.stringify(found), /"Index Only Scan".*graduate_by_confirmation/);
  const blocks = found?.Plan['Shared Hit Blocks'] ?? Number.POSITIVE_INFINITY;
  const measured = `${graduates} graduates: ${blocks} blocks, ${found?.['Execution Time']} ms`;
  t.diagnostic(measured);
  assert.ok(blocks <= 10 + graduates / 60, measured);
});
