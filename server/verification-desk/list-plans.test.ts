/** A page of the lists touches few blocks, however many graduates a school has. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { codeStates } from '#domain/verification/code-states.ts';
import { codePurposes } from '#domain/verification/purposes.ts';
import { seedGraduates } from '#server/cases/testing/many.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { vacuumWhole } from '#server/platform/testing/vacuum.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { codePage } from './code-list.ts';

const graduates = Number(process.env.CODE_ROWS ?? 3000);
const bound = 40;
const plan = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.looseObject({ 'Shared Hit Blocks': z.number() }) })) }));
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
  // What it frees between the updates would be filled with later rows, and neighbours would lie on other pages.
  await owner.execute(unnamed('alter table graduate set (autovacuum_enabled = off)'));
  await seedGraduates(owner, createVault(freshKeyRing()), { schoolId: 1, from: 1, to: graduates, departments: 4 });
  for (const kind of transferKinds)
    for (const purpose of codePurposes)
      await owner.execute(
        unnamed(`update graduate set ${kind}_${purpose}_code = (array['none', 'live', 'expired', 'ended'])[1 + id / 4 % 4],
          ${kind}_${purpose}_at = '2027-03-01', ${kind}_${purpose}_until = '2028-03-31'`),
      );
  await vacuumWhole(owner, 'graduate');
});
after(async () => {
  await owner.close();
  await world.drop();
});

async function buffersOf(asked: { statement: Statement<unknown>; values: unknown[] } | undefined): Promise<number> {
  assert.ok(asked);
  const client = await owner.pool.connect();
  try {
    // A table this small is read whole otherwise; what is asked is whether the indexes carry the statement.
    await client.query('set enable_seqscan = off');
    const text = `explain (analyze, buffers, format json) ${asked.statement.text}`;
    await client.query(text, [...asked.values]);
    const { rows } = await client.query(text, [...asked.values]);
    return plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan['Shared Hit Blocks'] ?? Number.POSITIVE_INFINITY;
  } finally {
    client.release(true);
  }
}
const scopes: readonly SchoolScope[] = [
  { kind: 'school', schoolId: 1 },
  { kind: 'department', schoolId: 1, departmentIds: [2] },
];
const now = new Date('2027-07-01T00:00:00Z');

for (const kind of transferKinds)
  for (const purpose of codePurposes)
    describe(`a page of the list of ${purpose} of ${kind}`, () => {
      for (const inside of scopes)
        for (const states of [codeStates, ...codeStates.map(state => [state])])
          test(`${inside.kind}, ${states.join(' or ')}`, async () => {
            const view = { purpose, kind, filter: {}, states, cohort: 2027, inside, now };
            const first = await buffersOf(codePage(view, { after: undefined, limit: 21 }));
            const after = { departmentId: 2, examNumber: '23350000001500' };
            const later = await buffersOf(codePage(view, { after, limit: 21 }));
            assert.ok(Math.max(first, later) <= bound, `${first}, ${later} blocks`);
          });
    });
