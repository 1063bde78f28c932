/** A page of the roster by where its graduates are with the destination takes a look for each graduate, and no more. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { z } from 'zod';
import { type DestinationFilter, destinationFilters } from '#domain/statistics/destination-figures.ts';
import { labelColumns, labelSources } from '#server/cases/index.ts';
import { seedGraduates } from '#server/cases/testing/many.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { vacuumWhole } from '#server/platform/testing/vacuum.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { pageOf } from './list-graduates.ts';

const graduates = 3000;
const limit = 21;
/** Every seventh graduate is of each part: twenty-one rows are found within some 150 graduates, four blocks each. */
const bound = 900;
const plan = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.looseObject({ 'Shared Hit Blocks': z.number() }) })) }));
let world: TestDatabase;
let owner: Database;

/** A seventh without a case, a seventh under review, the others with a destination in force. */
const seedCases = `insert into destination_case (school_id, graduate_id, cohort, department_id, flow, state, levels, holds, destination_type,
    employer_name, uscc, job_title, form_sealed, created_at, updated_at, ${labelColumns.join(', ')})
  select g.school_id, g.id, g.cohort, g.department_id, 'other-destination', case g.id % 7 when 1 then 'reviewing.school' else 'registered' end,
    '{department,school}', true, (array['80.02', '75.01', '76.01', '12.01', '70.01', '10.01'])[1 + g.id % 6], '', '', '', '\\x00', now(), now(),
    ${labelSources.join(', ')}
  from graduate g where g.id % 7 > 0`;

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
  await owner.execute(unnamed(seedCases));
  for (const table of ['graduate', 'destination_case']) await vacuumWhole(owner, table);
});
after(async () => {
  await owner.close();
  await world.drop();
});

async function buffersOf(destination: DestinationFilter, after: string): Promise<number> {
  const inside: SchoolScope = { kind: 'school', schoolId: 1 };
  const [statement, values] = pageOf(inside, { cohort: 2027, destination }, after, limit);
  const text = `explain (analyze, buffers, format json) ${statement.text}`;
  const client = await owner.pool.connect();
  try {
    // A table this small is read whole otherwise; what is asked is whether the indexes carry the statement.
    await client.query('set enable_seqscan = off');
    await client.query(text, values);
    const { rows } = await client.query(text, values);
    return plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan['Shared Hit Blocks'] ?? Number.POSITIVE_INFINITY;
  } finally {
    client.release(true);
  }
}

for (const destination of destinationFilters)
  test(`a page of the roster, ${destination}`, async () => {
    const [first, later] = [await buffersOf(destination, ''), await buffersOf(destination, '23350000001500')];
    assert.ok(Math.max(first, later) <= bound, `${first}, ${later} blocks`);
  });
