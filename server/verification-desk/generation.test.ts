import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Graduate, Someone } from '#server/cases/testing/cases.ts';
import { compareWithRegistry } from '#server/confirmation/index.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { openFormContent } from '#server/verification/index.ts';
import { archive, destination } from './testing/contents.ts';
import { startDesk } from './testing/desk.ts';

let on: Awaited<ReturnType<typeof startDesk>>;
let department: Someone;
let admin: Someone;
let elsewhere: Someone;
let one: Graduate;
let two: Graduate;
let three: Graduate;
let none: Graduate;
before(async () => {
  on = await startDesk();
  department = await on.makeStaff('department');
  admin = await on.makeStaff('schoolAdmin');
  elsewhere = await on.makeStaff('school', { schoolId: 2 });
  one = await on.graduate({ name: '𬭎·㛃' });
  two = await on.graduate({ name: '䶮小明', hukouTransferred: false });
  three = await on.graduate({ departmentId: 2 });
  none = await on.graduate();
  for (const who of [one, two, three]) await on.report(who);
});
after(() => on.stop());

const rows = async (who: Someone, kind = 'archive', filter = '') => (await on.get(who, `${kind}/transfer-codes?${filter}`)).rows;
const stateOf = async (who: Graduate) =>
  (await rows(admin)).find((row: { graduateId: number }) => row.graduateId === who.graduateId);
const preview = async (who: Someone, kind = 'archive') => (await on.get(who, `${kind}/generations/preview`)).counts;

test('how many are new is said first; then each with a destination has a code, and twice is once', async () => {
  assert.deepEqual(await preview(admin), { added: 3, renewed: 0, kept: 0, without: 1, over: 0 });
  assert.deepEqual(await preview(department), { added: 2, renewed: 0, kept: 0, without: 1, over: 0 });
  const first = await on.generate(department, 'archive');
  assert.deepEqual([first.faults, first.job.state, first.job.done, first.job.total], [[], 'done', 3, 3]);
  assert.deepEqual(first.counts, { added: 2, renewed: 0, kept: 0, without: 1, over: 0 });
  const shown = await stateOf(one);
  assert.match(shown.code, /^[0-9A-Z]{4}(-[0-9A-Z]{2,4})+$/);
  assert.deepEqual([shown.label, shown.validUntil], ['已生成', '2028-03-31T16:00:00.000Z']);
  assert.deepEqual([(await stateOf(none)).label, (await stateOf(none)).isReported], ['未生成', false]);
  assert.equal((await stateOf(three)).code, null, 'of another department');
  const before = await on.codes();
  const again = await on.generate(department, 'archive');
  assert.deepEqual(again.counts, { added: 0, renewed: 0, kept: 2, without: 1, over: 0 });
  assert.deepEqual(await on.codes(), before);
});

test('codes of hukou are for those whose hukou is with the school, and leave those of the archive alone', async () => {
  const { counts } = await on.generate(admin, 'hukou');
  assert.deepEqual(counts, { added: 2, renewed: 0, kept: 0, without: 1, over: 0 });
  assert.equal((await rows(admin, 'hukou')).length, 3);
  assert.equal((await stateOf(one)).label, '已生成');
  assert.equal((await on.get(elsewhere, 'archive/transfer-codes')).total, 0);
});

test('an important change ends a code, which is made anew; a detail is written into the one that lives', async () => {
  const was = await stateOf(one);
  await on.reportPart(one, 'archive', archive);
  assert.deepEqual(await preview(department), { added: 0, renewed: 0, kept: 2, without: 1, over: 0 });
  const renewed = await on.generate(department, 'archive');
  assert.deepEqual(renewed.counts, { added: 0, renewed: 1, kept: 1, without: 1, over: 0 });
  assert.notEqual((await stateOf(one)).code, was.code);
  assert.deepEqual(
    (await on.codes())
      .filter(({ graduateId, kind }) => graduateId === one.graduateId && kind === 'archive')
      .map(row => row.endReason),
    ['changed', null],
  );
  const is = await stateOf(one);
  await on.reportPart(one, 'archive', { ...archive, receiverPhone: '0592-5559999' });
  assert.deepEqual((await on.generate(department, 'archive')).counts.kept, 2);
  assert.equal((await stateOf(one)).code, is.code);
  const { sections, code, label } = await on.get(admin, `archive/transfer-codes/${one.graduateId}`);
  assert.match(JSON.stringify(sections), /0592-5559999/);
  assert.deepEqual([code, label], [is.code, '已生成']);
  await on.report(one, { ...destination, employerName: '泉州演示科技有限公司' });
  const dead = await stateOf(one);
  assert.deepEqual(
    [dead.label, dead.code, dead.validUntil],
    ['已失效', null, null],
    'what has ended is not valid until a day to come',
  );
  assert.deepEqual((await rows(department, 'archive', 'outdated=yes&generated=yes')).length, 1);
  assert.equal((await preview(department)).renewed, 1);
});

test('what the registry says while codes are issued is looked at once more', async () => {
  const { registry } = on;
  const read = registry.readMany;
  // It answers, and changes before the codes are there; the comparison that follows finds none.
  Object.assign(registry, {
    readMany: async (schoolId: number, ids: readonly number[]) => {
      const recorded = await read(schoolId, ids);
      Object.assign(registry, { readMany: read });
      await on.reportPart(two, 'archive', { ...archive, receiverName: '泉州市演示人才服务中心' });
      await compareWithRegistry(on.platform, registry, two);
      return recorded;
    },
  });
  await on.generate(department, 'archive');
  const live = await on.database.query(
    unnamed<{ contentSealed: Buffer }>(
      `select content_sealed from verification_code where graduate_id = $1 and ended_at is null and kind = 'archive'`,
    ),
    [two.graduateId],
  );
  for (const { contentSealed } of live)
    assert.equal(openFormContent(on.vault, contentSealed).transfer?.receiverName, '泉州市演示人才服务中心');
});

const clone = unnamed(
  `insert into graduate (school_id, cohort, exam_number, person_id, name, name_pinyin, document_type, document_number_sealed, document_hash,
     gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number, study_years, enrolled_on,
     graduates_on, training_mode, origin_region, hukou_transferred, confirmation, created_at, updated_at)
   select school_id, 2027, '9' || lpad(i::text, 13, '0'), 1000000 + i, name, name_pinyin, document_type, document_number_sealed,
     sha256(i::text::bytea), gender, ethnicity, political_status, education_level, major_code, major_name, department_id, student_number,
     study_years, enrolled_on, graduates_on, training_mode, origin_region, true, 'unconfirmed', created_at, updated_at
   from graduate, generate_series(1, 600) i where id = $1`,
);
const record = unnamed(
  `insert into registry_record (school_id, graduate_id, part, source, content_sealed, reported_at)
   select g.school_id, g.id, 'destination', 'platform', r.content_sealed, now() from graduate g, registry_record r
   where g.exam_number like '9%' and r.graduate_id = $1 and r.part = 'destination'`,
);
test('killed half way it goes on where the last commit was, with the right counts; stopped it keeps what is done', async () => {
  await on.database.execute(clone, [none.graduateId]);
  await on.database.execute(record, [one.graduateId]);
  const { registry } = on;
  const read = registry.readMany;
  let reads = 0;
  Object.assign(registry, {
    readMany: (schoolId: number, ids: readonly number[]) => {
      reads += 1;
      if (reads === 2) throw new Error('killed');
      return read(schoolId, ids);
    },
  });
  const begun = (await on.send(admin, 'POST', '/api/verification/archive/generations', { q: none.name })).json();
  assert.equal((await on.drain()).length, 1);
  const half = (await on.get(admin, `archive/generations/${begun.id}`)).counts;
  assert.ok(half.added > 200 && half.added < 300, JSON.stringify(half));
  await on.database.execute(unnamed('update graphile_worker._private_jobs set run_at = now(), locked_at = null'));
  assert.deepEqual(await on.drain(), []);
  const { job, counts } = await on.get(admin, `archive/generations/${begun.id}`);
  assert.deepEqual([job.state, job.done, job.total], ['done', 602, 602]);
  assert.equal(counts.added + counts.kept + counts.without, 602);
  assert.ok(counts.added >= 600);
  const double = unnamed<{ count: number }>(
    `select count(*)::int as count from (select from verification_code where kind = 'archive' and ended_at is null
       group by graduate_id having count(*) > 1) d`,
  );
  assert.equal((await on.database.one(double)).count, 0);
  const next = (await on.send(admin, 'POST', '/api/verification/hukou/generations', { q: none.name })).json();
  await on.send(admin, 'POST', `/api/jobs/${next.id}/stop`);
  await on.drain();
  assert.equal((await on.get(admin, `hukou/generations/${next.id}`)).job.state, 'stopped');
});

test('after 31 March of the year after nothing is issued, and codes are over', async () => {
  on.clock.advance(Date.parse('2028-03-31T16:00:00Z') - on.clock.now().getTime());
  const refused = await on.generate(admin, 'archive');
  assert.equal(refused.code, 'transfer-service-over');
  const { obstacle, counts, lastDay } = await on.get(admin, 'archive/generations/preview');
  assert.match(obstacle.sentence, /2027 届的转递编号服务已于2028年3月31日截止/);
  assert.deepEqual([counts.added, counts.renewed, counts.kept, lastDay], [0, 0, 0, '2028-03-31']);
  assert.equal((await rows(admin, 'archive', 'outdated=no')).length, 0);
  assert.equal((await stateOf(two)).label, '已失效');
});
