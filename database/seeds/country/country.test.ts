import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beijingDay } from '#domain/dates.ts';
import { checkIdCard } from '#domain/identifiers/id-card.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { copyInto } from '#server/platform/postgres/copy.ts';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase } from '#server/platform/testing/database.ts';
import { documentHash } from '#server/roster/index.ts';
import { historiesReplay } from '../../../server/cases/testing/cases.ts';
import { inventEmployers } from '../../demo/invented-employers.ts';
import { seedRegionTable } from '../../regions/regions.ts';
import { seedDemo } from '../seed-demo.ts';
import { makeBatch } from './make-batch.ts';
import { batchesOf, planSchools } from './plan.ts';
import { tables } from './tables.ts';

const now = new Date('2027-03-10T02:00:00Z');
const count = async (database: Queryable, text: string): Promise<number> =>
  (await database.one(unnamed<{ count: number }>(`select count(*)::int as count ${text}`))).count;

test('a country has its graduates once each, in schools of its provinces', () => {
  const schools = planSchools('country');
  assert.equal(new Set(schools.map(({ name }) => name)).size, 2_900);
  const total = schools.reduce((sum, { graduates }) => sum + graduates, 0);
  assert.ok(Math.abs(total - 1_270_000) < 1_000, String(total));
  const stretches = batchesOf(schools).flat();
  assert.equal(
    stretches.reduce((sum, { from, to }) => sum + to - from, 0),
    total,
  );
  let offset = 0;
  for (const stretch of stretches) {
    assert.equal(stretch.offset, offset);
    offset += stretch.to - stretch.from;
  }
});

test('what is copied is what the program itself would have written', { timeout: 120_000 }, async t => {
  const { database, drop } = await createTestDatabase();
  t.after(drop);
  const vault = createVault(freshKeyRing());
  await seedDemo(database, vault, now);
  const employers = inventEmployers(20, 2027).map((employer, at) => ({ ...employer, id: at + 1 }));
  const making = { vault, regions: seedRegionTable, now, base: { person: 1, graduate: 1, case: 1 }, employers };
  const [school] = planSchools('school');
  assert.ok(school);
  const batch = makeBatch(making, [{ school, from: 0, to: 400, offset: 0 }]);
  for (const [table, columns] of Object.entries(tables))
    for (const [name, lines] of Object.entries(batch))
      if (name === table) await copyInto(database, `${table} (${columns})`, lines);

  assert.equal(await count(database, 'from graduate'), 400);
  assert.ok((await historiesReplay(database)) > 400);
  const wrong = {
    'a report without a case that counts': `from registry_record r where part = 'destination' and not exists
       (select from destination_case c where c.school_id = r.school_id and c.id = r.origin_case_id and c.holds and c.frozen_at is null)`,
    'a confirmation that does not fit': `from graduate g where (confirmation <> 'unreported') <> exists
       (select from registry_record r where r.school_id = g.school_id and r.graduate_id = g.id and part = 'destination')`,
    'a case that carries another graduate': `from destination_case c join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
       where (c.graduate_name, c.graduate_pinyin, c.department_id) is distinct from (g.name, g.name_pinyin, g.department_id)
         or (c.frozen_at is null) <> (g.lapsed_at is null)`,
    'a termination without its signing': `from destination_case c where flow like '%termination' and not exists
       (select from destination_case s where s.school_id = c.school_id and s.id = c.signing_case_id)`,
    'a step after the last': `from case_history where at > '${now.toISOString()}'`,
    'an open invitation out of time': `from destination_case where due_at <= '${now.toISOString()}'`,
  };
  for (const [what, text] of Object.entries(wrong)) assert.equal(await count(database, text), 0, what);

  const rows = await database.query(
    unnamed<{ documentNumberSealed: Buffer; documentHash: Buffer; createdAt: Date }>('select * from graduate limit 50'),
  );
  for (const { documentNumberSealed, documentHash: hash, createdAt } of rows) {
    const number = vault.open(documentNumberSealed);
    assert.equal(checkIdCard(number), undefined, number);
    assert.deepEqual(hash, documentHash(vault, 'idCard', number));
    assert.equal(beijingDay(createdAt).slice(0, 7), '2026-09');
  }
  const forms = await database.query(
    unnamed<{ formSealed: Buffer; snapshotSealed: Buffer | null }>('select * from destination_case'),
  );
  for (const { formSealed, snapshotSealed } of forms) {
    vault.openJson(formSealed);
    if (snapshotSealed) vault.openJson(snapshotSealed);
  }
});
