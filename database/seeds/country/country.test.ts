import assert from 'node:assert/strict';
import { test } from 'node:test';
import { beijingDay } from '#domain/dates.ts';
import { checkIdCard } from '#domain/identifiers/id-card.ts';
import { formOf } from '#domain/transfers/content.ts';
import { transferForm } from '#domain/transfers/transfer-form.ts';
import { openContent } from '#server/archives/index.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { copyInto } from '#server/platform/postgres/copy.ts';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase } from '#server/platform/testing/database.ts';
import { documentHash } from '#server/roster/index.ts';
import { historiesReplay } from '../../../server/cases/testing/cases.ts';
import { inventEmployers } from '../../demo/invented-employers.ts';
import { seedRegionTable } from '../../regions/regions.ts';
import { seedDemo } from '../seed-demo.ts';
import { fillRequests } from './fill-requests.ts';
import { makeBatch } from './make-batch.ts';
import { batchesOf, planSchools } from './plan.ts';
import { tables } from './tables.ts';

const keptStates = ['modifying', 'registered', 'reviewing', 'unregistered'];
const faultsOf = (form: object) => {
  const parsed = transferForm('archive', { withExplanation: false, explanationRequired: false }).safeParse(form);
  return parsed.error?.issues ?? [];
};
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

test('what is copied is what the program itself would have written', async t => {
  const { database, drop } = await createTestDatabase();
  t.after(drop);
  const keys = freshKeyRing();
  const vault = createVault(keys);
  await seedDemo(database, vault, now);
  const employers = inventEmployers(20, 2027).map((employer, at) => ({ ...employer, id: at + 1 }));
  const making = { vault, regions: seedRegionTable, now, base: { person: 1, graduate: 1, case: 1, request: 1 }, employers };
  const [school] = planSchools('school');
  assert.ok(school);
  const batch = makeBatch(making, [{ school, from: 800, to: 1600, offset: 0 }]);
  for (const [table, columns] of Object.entries(tables))
    for (const [name, lines] of Object.entries(batch))
      if (name === table) await copyInto(database, `${table} (${columns})`, lines);

  assert.equal(await count(database, 'from graduate'), 800);
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
    'archive or hukou reported otherwise than it is recorded': `from registry_record r full join (select * from transfer_record
       where state = 'registered') t on t.school_id = r.school_id and t.graduate_id = r.graduate_id and t.kind = r.part
       where (r.part is null or r.part <> 'destination') and (r.content_sealed, r.origin_version, r.note) is distinct from
         (t.content_sealed, t.version, t.note)`,
    'a destination in force that brought no record of a module': `from registry_record d join graduate g
         on g.school_id = d.school_id and g.id = d.graduate_id
       where d.part = 'destination' and not exists (select from transfer_record_history h where h.school_id = d.school_id
         and h.graduate_id = d.graduate_id and h.kind = 'archive' and h.source = 'destination' and h.case_id = d.origin_case_id)
         and d.destination_type like '10.%'`,
    'a record of a destination that has ended, without the note': `from transfer_record t join destination_case c
         on c.school_id = t.school_id and c.id = t.case_id
       where t.state = 'registered' and (t.note is not null) <> not c.holds`,
    'a list that shows another state': `from graduate g cross join (values ('archive'), ('hukou')) k (kind)
       left join transfer_record t on t.school_id = g.school_id and t.graduate_id = g.id and t.kind = k.kind and t.state = 'registered'
       left join transfer_request r on r.school_id = g.school_id and r.graduate_id = g.id and r.kind = k.kind and r.waits_at is not null
       cross join lateral (values (case k.kind when 'archive' then g.archive_state else g.hukou_state end,
         case k.kind when 'archive' then g.archive_type else g.hukou_type end)) shown (state, type)
       where shown.type is distinct from t.transfer_type or shown.state is distinct from case
         when t.kind is not null then case when r.id is null then 'registered' else 'modifying' end
         when r.id is not null then 'reviewing' else 'unregistered' end`,
    'a record or a request of who is off the roster': `from graduate g where lapsed_at is not null and (
       exists (select from transfer_record t where t.school_id = g.school_id and t.graduate_id = g.id and t.state = 'registered')
       or exists (select from transfer_request r where r.school_id = g.school_id and r.graduate_id = g.id and r.waits_at is not null))`,
    'hukou of whom the roster does not say that it is with the school': `from transfer_record t join graduate g
       on g.school_id = t.school_id and g.id = t.graduate_id where t.kind = 'hukou' and g.hukou_transferred is not true`,
    'a request that is not where its steps led': `from transfer_request r where state || version is distinct from
       (select to_state || seq from transfer_request_history h where h.school_id = r.school_id and h.request_id = r.id order by seq desc limit 1)`,
    'a record that is not as its history ends': `from transfer_record t where version is distinct from
       (select max(version) from transfer_record_history h where (h.school_id, h.graduate_id, h.kind) = (t.school_id, t.graduate_id, t.kind))`,
    'an archive asked for after today': `from transfer_request where updated_at > '${now.toISOString()}'`,
    'a step after the last': `from case_history where at > '${now.toISOString()}'`,
    'an open invitation out of time': `from destination_case where due_at <= '${now.toISOString()}'`,
  };
  for (const [what, text] of Object.entries(wrong)) assert.equal(await count(database, text), 0, what);

  await fillRequests(database, keys, now);
  for (const [table, states] of [
    ['objection', 2],
    ['change_request', 2],
    ['training_mode_request', 5],
    ['employer', 3],
  ] as const)
    assert.equal(await count(database, `from (select distinct state from ${table}) s`), states, table);

  const found = async (text: string) => (await database.query(unnamed<{ what: string }>(text))).map(({ what }) => what);
  assert.deepEqual(await found('select distinct archive_state as what from graduate order by 1'), keptStates);
  assert.deepEqual(await found('select distinct hukou_state as what from graduate order by 1'), keptStates);
  assert.deepEqual(await found('select distinct source as what from transfer_record order by 1'), [
    ...['destination', 'import', 'request', 'staff'],
  ]);
  const places = [...['approved', 'rejected', 'reviewing.department', 'reviewing.school']];
  assert.deepEqual(await found('select distinct state as what from transfer_request order by 1'), places);
  assert.ok((await count(database, `from transfer_record where state = 'lapsed'`)) > 0);
  for (const { archiveSealed } of await database.query(
    unnamed<{ archiveSealed: Buffer }>(`select content_sealed as archive_sealed from transfer_request where kind = 'archive'`),
  ))
    assert.deepEqual(faultsOf(formOf('archive', openContent(vault, archiveSealed))), []);

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
