import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestPlatform, makeGraduate, makeSchool, type TestPlatform } from '#server/testing/platform.ts';
import type { EmploymentRegistry, PartReport, Report } from './employment-registry.ts';
import { ownRegistry } from './own-registry.ts';

let platform: TestPlatform;
let registry: EmploymentRegistry;
let graduateId = 0;
let serial = 0;
before(async () => {
  platform = await createTestPlatform();
  registry = ownRegistry(platform.database, platform.vault);
  await makeSchool(platform.database);
});
after(() => platform.stop());
beforeEach(async () => {
  serial += 1;
  const idNumber = `P${String(serial).padStart(7, '0')}`;
  const examNumber = `2335${String(serial).padStart(10, '0')}`;
  ({ graduateId } = await makeGraduate(platform.database, platform.vault, { documentType: 'passport', idNumber, examNumber }));
});

const report = (more: Partial<Report> = {}): Report => ({
  schoolId: 1,
  graduateId,
  caseId: 7,
  version: 4,
  destinationType: '10.01',
  employerName: '厦门第七座桥软件技术有限公司',
  uscc: '91350203QX0000001H',
  content: { employerName: '厦门第七座桥软件技术有限公司', contactMobile: '13900990001' },
  now: platform.clock.now(),
  ...more,
});
const read = () => registry.read({ schoolId: 1, graduateId });
const destination = async () => (await read()).find(({ part }) => part === 'destination')?.content.employerName;
const history = () =>
  platform.database.query(
    unnamed<{ part: string; change: string }>(
      'select part, change from registry_record_history where graduate_id = $1 order by id',
    ),
    [graduateId],
  );
const archive = (more: Partial<PartReport> = {}): PartReport => ({
  schoolId: 1,
  graduateId,
  part: 'archive',
  version: 1,
  content: { receiverName: '厦门市演示人才服务中心', receiverAddress: '演示路 7 号' },
  note: null,
  now: platform.clock.now(),
  ...more,
});
const named = (name: string, more: Partial<Report>) => report({ content: { employerName: name }, ...more });

describe('what is reported', () => {
  test('is kept by part, with its source, and is read in the order of the form', async () => {
    await registry.writePart(archive());
    await registry.writePart(archive({ part: 'hukou', content: { moveToAddress: '演示路 7 号' } }));
    await registry.write(report());
    assert.deepEqual(
      (await read()).map(({ part, source, note, content }) => [part, source, note, Object.values(content)[0]]),
      [
        ['destination', 'platform', null, '厦门第七座桥软件技术有限公司'],
        ['archive', 'platform', null, '厦门市演示人才服务中心'],
        ['hukou', 'platform', null, '演示路 7 号'],
      ],
    );
    assert.deepEqual(await read(), await read());
    assert.deepEqual(await registry.read({ schoolId: 2, graduateId }), [], 'not at another school');
  });

  test('of many graduates at once reads as that of each; who has none has no parts', async () => {
    await registry.write(report());
    await registry.writePart(archive());
    const many = await registry.readMany(1, [graduateId, 999_999]);
    assert.deepEqual(many.get(graduateId), await read());
    assert.deepEqual(many.get(999_999), []);
    assert.deepEqual((await registry.readMany(2, [graduateId])).get(graduateId), []);
  });

  test('the same report twice, or many times at once, is one', async () => {
    await registry.write(report());
    await registry.write(report());
    await Promise.all([1, 2, 3, 4].map(() => registry.write(report())));
    assert.equal((await history()).length, 1);
  });

  test('a report at the first time from many workers at once is one', async () => {
    await Promise.all([1, 2, 3, 4].map(() => registry.write(report())));
    assert.equal((await history()).length, 1);
  });

  test('what is newer replaces what is older, never the other way round', async () => {
    await registry.write(named('甲', { version: 4 }));
    await registry.write(named('乙', { version: 6 }));
    await registry.write(named('丙', { version: 5 }));
    assert.equal(await destination(), '乙');
    await registry.write(named('丁', { caseId: 8, version: 2 }));
    assert.equal(await destination(), '丁', 'a later case with a lower version');
    await registry.write(named('丁', { caseId: 8, version: 2 }));
    assert.equal((await history()).length, 3);
  });

  test('a draft lies long: what is reported last counts, whichever case was begun first', async () => {
    await registry.write(report({ caseId: 8 }));
    await registry.write(named('戊', { caseId: 7, version: 9 }));
    assert.equal(await destination(), '戊');
    await registry.clear(report({ caseId: 8, version: 9 }));
    assert.equal(await destination(), '戊', 'a clearing that comes late is of the other case');
  });

  test('what the registry brought itself gives way to the platform', async () => {
    const values = [graduateId, platform.vault.sealJson({ employerName: '外来' }), platform.clock.now()];
    await platform.database.execute(
      unnamed(
        `insert into registry_record (school_id, graduate_id, part, source, content_sealed, reported_at)
         values (1, $1, 'destination', 'registry-upload', $2, $3)`,
      ),
      values,
    );
    assert.equal((await read())[0]?.source, 'registry-upload');
    await registry.write(report());
    assert.equal((await read())[0]?.source, 'platform');
  });

  test('is sealed', async () => {
    await registry.write(report());
    await registry.writePart(archive());
    const rows = await platform.database.query(unnamed<{ contentSealed: Buffer }>('select content_sealed from registry_record'));
    assert.ok(rows.length > 0);
    for (const row of rows) assert.ok(!row.contentSealed.includes('13900990001') && !row.contentSealed.includes('演示路'));
  });
});

describe('what falls away', () => {
  const clear = (more: Partial<Report> = {}) => registry.clear(report({ version: 5, ...more }));
  test('the destination is cleared; archive and hukou are left alone', async () => {
    await registry.write(report());
    await registry.writePart(archive());
    await clear();
    assert.deepEqual(
      (await read()).map(row => [row.part, row.note]),
      [['archive', null]],
    );
    assert.deepEqual((await history()).at(-1), { part: 'destination', change: 'cleared' });
  });

  test('twice is once', async () => {
    await registry.write(report());
    await clear();
    await clear();
    await Promise.all([clear(), clear()]);
    assert.equal((await history()).length, 2);
  });

  test('only the case that reported it clears it, and only afterwards', async () => {
    await registry.write(report());
    await clear({ caseId: 6 });
    await clear({ version: 4 });
    await clear({ version: 3 });
    assert.equal((await read()).length, 1);
    await registry.write(report({ caseId: 8, version: 4 }));
    await clear({ caseId: 7, version: 9 });
    assert.equal((await read()).length, 1, 'an old case does not clear the new one’s');
  });
});

describe('archive and hukou', () => {
  const present = async () => (await read()).find(({ part }) => part === 'archive');
  test('a later version replaces an earlier one, never the other way round; twice is once', async () => {
    await registry.writePart(archive({ version: 3, content: { receiverName: '乙' } }));
    for (const version of [2, 3]) await registry.writePart(archive({ version, content: { receiverName: '甲' } }));
    assert.equal((await present())?.content.receiverName, '乙');
    await Promise.all([1, 2, 3].map(() => registry.writePart(archive({ version: 4 }))));
    assert.equal((await history()).length, 2);
  });

  test('a note comes and goes, and is no change of what was reported', async () => {
    await registry.writePart(archive());
    await registry.writePart(archive({ version: 2, note: 'destination-ended' }));
    assert.equal((await present())?.note, 'destination-ended');
    await registry.writePart(archive({ version: 3 }));
    assert.deepEqual([(await present())?.note, (await history()).length], [null, 1]);
  });

  test('it is cleared, and an earlier report does not bring it back', async () => {
    await registry.writePart(archive({ version: 2 }));
    await registry.writePart(archive({ version: 1, content: null }));
    assert.ok(await present());
    await registry.writePart(archive({ version: 3, content: null }));
    assert.equal(await present(), undefined);
    assert.deepEqual((await history()).at(-1), { part: 'archive', change: 'cleared' });
  });
});
