/** A page of the lists touches few blocks, however many graduates a school has. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { z } from 'zod';
import { transferRecordFilter, transferRequestFilter } from '#contract/routes/desk-archives.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { labelColumns, labelSources } from '#server/cases/index.ts';
import { seedGraduates } from '#server/cases/testing/many.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import { scopedStatements } from '#server/platform/scope/within.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { vacuumWhole } from '#server/platform/testing/vacuum.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { recordPage } from './list-records.ts';
import { requestPage } from './list-requests.ts';
import { countTransfersAnew } from './testing/counters.ts';

const graduates = Number(process.env.ARCHIVE_ROWS ?? 3000);
const limit = 21;
const bound = 40;
const page = { limit, cursor: undefined };
const plan = z.array(z.object({ 'QUERY PLAN': z.array(z.object({ Plan: z.looseObject({ 'Shared Hit Blocks': z.number() }) })) }));
let world: TestDatabase;
let owner: Database;

/** Of every kind and state, spread over all departments. */
const seeds = [
  ...transferKinds.map(
    kind => `update graduate set ${kind}_state = (array['unregistered', 'reviewing', 'registered', 'modifying'])[1 + id % 4],
      ${kind}_type = case when id % 4 > 1 then '4' end, ${kind}_since = now()`,
  ),
  ...transferKinds.map(
    kind => `insert into transfer_request (school_id, graduate_id, kind, action, state, waits_at, levels, content_sealed,
      explanation_sealed, transfer_type, submitted_at, updated_at, cohort, department_id, ${labelColumns.join(', ')})
      select g.school_id, g.id, '${kind}', 'register', s.state, nullif(substr(s.state, 11), ''), '{department,school}', '\\x00', '\\x00', '4',
        timestamptz '2026-10-01' + g.id * interval '1 second', now(), g.cohort, g.department_id, ${labelSources.join(', ')}
      from graduate g, lateral (select (array['approved', 'reviewing.department', 'reviewing.school', 'rejected'])[1 + g.id % 4] as state) s`,
  ),
  `update transfer_request set waits_at = null where state in ('approved', 'rejected')`,
];
before(async () => {
  world = await createTestDatabase();
  owner = openDatabase(world.ownerUrl, { max: 2 });
  await makeSchool(owner, 1);
  const departments = unnamed(
    `insert into department (school_id, id, name) select 1, i, '院系' || i from generate_series(1, 4) i on conflict do nothing`,
  );
  await owner.execute(departments);
  await seedGraduates(owner, createVault(freshKeyRing()), { schoolId: 1, from: 1, to: graduates, departments: 4 });
  for (const text of seeds) await owner.execute(unnamed(text));
  await countTransfersAnew(owner);
  for (const table of ['graduate', 'transfer_request']) await vacuumWhole(owner, table);
});
after(async () => {
  await owner.close();
  await world.drop();
});

async function buffersOf(asked: { statement: Statement<unknown>; values: unknown[] } | undefined): Promise<number> {
  assert.ok(asked);
  const text = `explain (analyze, buffers, format json) ${asked.statement.text}`;
  const client = await owner.pool.connect();
  try {
    // A table this small is read whole otherwise; what is asked is whether the indexes carry the statement.
    await client.query('set enable_seqscan = off');
    await client.query(text, [...asked.values]);
    const { rows } = await client.query(text, [...asked.values]);
    return plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan['Shared Hit Blocks'] ?? Number.POSITIVE_INFINITY;
  } finally {
    client.release(true);
  }
}
const school: SchoolScope = { kind: 'school', schoolId: 1 };
const department: SchoolScope = { kind: 'department', schoolId: 1, departmentIds: [2] };

for (const kind of transferKinds)
  describe(`a page of the lists of ${kind}`, () => {
    for (const inside of [school, department])
      for (const state of [undefined, 'unregistered', 'reviewing', 'registered'] as const)
        test(`records, ${inside.kind}, ${state ?? 'all'}`, async () => {
          const narrowed = { filter: transferRecordFilter.parse({ state }), cohort: 2027, inside };
          const first = await buffersOf(recordPage(kind, narrowed, page));
          const later = await buffersOf(recordPage(kind, narrowed, { ...page, cursor: '2_23350000001500' }));
          assert.ok(Math.max(first, later) <= bound, `${first}, ${later} blocks`);
        });
    for (const inside of [school, department])
      for (const state of ['mine', 'all', 'reviewing.school', 'approved', 'rejected'] as const)
        test(`requests, ${inside.kind}, ${state}`, async () => {
          const view = { kind, inside, level: inside.kind, filter: transferRequestFilter.parse({ state }) };
          const first = await buffersOf(requestPage(view, page));
          const later = await buffersOf(requestPage(view, { ...page, cursor: `${Date.UTC(2026, 9, 1, 0, 20)}_1200` }));
          assert.ok(Math.max(first, later) <= bound, `${first}, ${later} blocks`);
        });
    for (const inside of [school, department])
      test(`statistics and totals, ${inside.kind}`, async () => {
        const [statement, values] = scopedStatements.get('archives.counted')?.(inside, [kind, 2027]) ?? [];
        assert.ok(statement && values);
        const blocks = await buffersOf({ statement, values: [...values] });
        assert.ok(blocks <= bound, `${blocks} blocks`);
      });
  });
