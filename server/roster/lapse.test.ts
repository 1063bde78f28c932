import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { dayLength } from '#domain/dates.ts';
import { casesPort } from '#server/case-effects/index.ts';
import { countersAgree, type Graduate, historiesReplay, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';
import { followImport } from './index.ts';

const reason = { reason: '信息有误，重新上传', text: '证件号码录入有误，更正后重新上传。' };
const graduateRow = unnamed<{ lapsedAt: Date | null; confirmation: string; version: number }>(
  'select lapsed_at, confirmation, version from graduate where school_id = $1 and id = $2',
);
const messages = unnamed<{ title: string }>('select title from message where person_id = $1 order by id desc limit 1');

describe('graduates lapse and return', () => {
  let on: TestCases;
  let admin: Awaited<ReturnType<TestCases['makeStaff']>>;
  before(async () => {
    on = await startCases();
    admin = await on.makeStaff('schoolAdmin');
  });
  after(() => on.stop());

  const drain = () => on.drain();
  const remove = (body: object, who = admin) => on.send(who, 'POST', '/api/graduates/deletions', { reason, ...body });
  const restore = (ids: readonly number[], who = admin) => on.send(who, 'POST', '/api/graduates/restorations', { ids });
  const reported = (who: Graduate) => on.registry.read(who);
  const rowOf = (who: Graduate) => on.database.one(graduateRow, [who.schoolId, who.graduateId]);

  async function signed(): Promise<{ who: Graduate; ref: string }> {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const ref = await on.invited(employer, who);
    assert.equal((await on.act(who, ref, 'accept', on.consent(who))).statusCode, 200);
    for (const level of ['department', 'school'] as const) await on.act(await on.makeStaff(level), ref, 'approve');
    await drain();
    return { who, ref };
  }

  test('a destination in force is frozen and cleared; after the return it continues in its state and is reported anew', async () => {
    const { who, ref } = await signed();
    assert.equal(
      (await reported(who)).some(({ part }) => part === 'destination'),
      true,
    );
    const gone = await remove({ chosen: { ids: [who.graduateId] }, count: 1 });
    assert.deepEqual(gone.json(), { deleted: 1 });
    await drain();
    assert.equal(
      (await reported(who)).some(({ part }) => part === 'destination'),
      false,
    );
    const lapsed = await rowOf(who);
    assert.equal(lapsed.confirmation, 'unreported');
    assert.equal(lapsed.lapsedAt?.getTime(), on.clock.now().getTime());
    assert.equal((await on.page(who, ref)).json().label, '失效');
    const asked = await on.send(who, 'POST', `/api/cases/${ref}/terminations`, {
      version: (await on.row(ref)).version,
      input: { reason: '升学或出国', text: '已录取' },
    });
    assert.equal(asked.json().code, 'lapsed');
    await countersAgree(on.database);

    on.clock.set(new Date(on.clock.now().getTime() + 40 * dayLength).toISOString());
    assert.deepEqual((await restore([who.graduateId])).json(), { restored: 1 });
    await drain();
    assert.equal((await on.page(who, ref)).json().label, '签约完成（线上签约）');
    assert.equal(
      (await reported(who)).some(({ part }) => part === 'destination'),
      true,
    );
    assert.deepEqual([(await rowOf(who)).lapsedAt, (await rowOf(who)).confirmation], [null, 'unconfirmed']);
    assert.equal((await on.database.one(messages, [who.personId])).title, '您的信息已恢复');
    await countersAgree(on.database);
    await historiesReplay(on.database);
  });

  test('an invitation loses no day: its deadline moves by the days lost, rounded up, and holds then', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const ref = await on.invited(employer, who, { validityDays: 3 });
    const dueAt = (await on.row(ref)).dueAt;
    assert.ok(dueAt);
    await remove({ chosen: { ids: [who.graduateId] }, count: 1 });
    // Its deadline passes while it is frozen.
    on.clock.set(new Date(dueAt.getTime() + dayLength / 2).toISOString());
    await drain();
    assert.equal((await on.row(ref)).state, 'invited');
    const lostDays = Math.ceil((on.clock.now().getTime() - ((await rowOf(who)).lapsedAt?.getTime() ?? 0)) / dayLength);
    await restore([who.graduateId]);
    const moved = (await on.row(ref)).dueAt;
    assert.equal(moved?.getTime(), dueAt.getTime() + lostDays * dayLength);
    await drain();
    assert.equal((await on.row(ref)).state, 'invited');
    on.clock.set(new Date((moved?.getTime() ?? 0) - dayLength / 24).toISOString());
    await drain();
    assert.equal((await on.row(ref)).state, 'invited');
    on.clock.set(new Date(moved?.getTime() ?? 0).toISOString());
    await drain();
    assert.equal((await on.row(ref)).state, 'expired');
    await countersAgree(on.database);
  });

  test('an invitation whose time was over before the lapse does not come to life again', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const ref = await on.invited(employer, who, { validityDays: 1 });
    const dueAt = (await on.row(ref)).dueAt;
    on.clock.set(new Date((dueAt?.getTime() ?? 0) + 1000).toISOString());
    await remove({ chosen: { ids: [who.graduateId] }, count: 1 });
    on.clock.set(new Date(on.clock.now().getTime() + dayLength).toISOString());
    await restore([who.graduateId]);
    assert.deepEqual((await on.row(ref)).dueAt, dueAt);
    assert.equal((await on.act(who, ref, 'accept', on.consent(who))).json().code, 'too-late');
  });

  test('a case that is being opened while its graduate is taken off the roster is not opened', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    // Both have read a graduate who is there, and queue for the row that this transaction holds.
    const openings = await on.database.transaction(async tx => {
      await tx.execute(unnamed('select from graduate where school_id = $1 and id = $2 for update'), [1, who.graduateId]);
      const opened = [on.invite(employer, who), on.send(who, 'POST', '/api/graduate/cases', { destinationType: '71.01' })];
      await untilWaiting(on.database, opened.length);
      await tx.execute(unnamed('update graduate set lapsed_at = $3 where school_id = $1 and id = $2'), [
        ...[1, who.graduateId],
        on.clock.now(),
      ]);
      return opened;
    });
    for (const answer of await Promise.all(openings)) assert.deepEqual([answer.statusCode, answer.json().code], [409, 'lapsed']);
    const cases = unnamed<{ count: number }>('select count(*)::int as count from destination_case where graduate_id = $1');
    assert.equal((await on.database.one(cases, [who.graduateId])).count, 0);
    await countersAgree(on.database);
  });

  test('a report that comes late does not reach a graduate who is gone', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const ref = await on.invited(employer, who);
    await on.act(who, ref, 'accept', on.consent(who));
    for (const level of ['department', 'school'] as const) await on.act(await on.makeStaff(level), ref, 'approve');
    await remove({ chosen: { ids: [who.graduateId] }, count: 1 });
    await drain();
    assert.deepEqual(await reported(who), []);
    await restore([who.graduateId]);
    await drain();
    assert.ok((await reported(who)).length > 0);
  });

  test('an upload that holds a lapsed graduate brings them back by the same way', async () => {
    const { who, ref } = await signed();
    await remove({ chosen: { ids: [who.graduateId] }, count: 1 });
    await drain();
    // What the import does to the row itself; the rest is what it is told of.
    await on.database.transaction(async tx => {
      await tx.execute(unnamed('update graduate set lapsed_at = null where school_id = $1 and id = $2'), [1, who.graduateId]);
      const follow = followImport(casesPort(on.platform, on.reporting), on.platform);
      await follow(tx, 1, { added: [], restored: [who.graduateId], changed: [who.graduateId], important: [] });
    });
    await drain();
    assert.equal((await on.page(who, ref)).json().label, '签约完成（线上签约）');
    assert.ok((await reported(who)).length > 0);
    assert.equal((await on.database.one(messages, [who.personId])).title, '您的信息已恢复');
    await countersAgree(on.database);
  });

  test('by a filter: the number that was typed must be the number that there is', async () => {
    for (const serial of [1, 2, 3]) await on.graduate({ departmentId: 2, cohort: 2027, name: `周${'一二三'[serial - 1]}` });
    const whole = await remove({ chosen: { filter: { cohort: 2027 } }, count: 3 });
    assert.equal(whole.statusCode, 422, 'a whole cohort is not what a filter finds');
    assert.match(whole.body, /请先设置筛选条件/);
    const filter = { cohort: 2027, department: 2, q: '周' };
    const wrong = await remove({ chosen: { filter }, count: 2 });
    assert.deepEqual([wrong.statusCode, wrong.json().code, wrong.json().about.count], [409, 'count-differs', 3]);
    assert.deepEqual((await remove({ chosen: { filter }, count: 3 })).json(), { deleted: 3 });
    const list = await on.send(admin, 'GET', '/api/graduates?cohort=2027&department=2');
    assert.deepEqual(list.json().rows, []);
    const gone = await on.send(admin, 'GET', '/api/graduates/lapsed?department=2');
    assert.equal(gone.json().total, 3);
    assert.deepEqual(
      gone.json().rows.map((row: { reason: string; text: string; who: string }) => [row.reason, row.text, row.who]),
      [1, 2, 3].map(() => [reason.reason, reason.text, '罗老师']),
    );
    // Sent twice with one key: once.
    const ids = gone.json().rows.map(({ id }: { id: number }) => id);
    const key = 'restore-three-12345';
    const [first, again] = [
      await on.send(admin, 'POST', '/api/graduates/restorations', { ids }, { key }),
      await on.send(admin, 'POST', '/api/graduates/restorations', { ids }, { key }),
    ];
    assert.deepEqual([first.json(), again.json()], [{ restored: 3 }, { restored: 3 }]);
    assert.equal((await restore(ids)).json().code, 'nobody-to-restore');
  });

  test('nobody deletes or restores outside their scope, without the right, or in a cohort that is over', async () => {
    const [here, elsewhere] = [await on.graduate(), await on.graduate({ schoolId: 2 })];
    for (const kind of ['department', 'school'] as const) {
      const staff = await on.makeStaff(kind);
      assert.equal((await remove({ chosen: { ids: [here.graduateId] }, count: 1 }, staff)).statusCode, 403);
      assert.equal((await restore([here.graduateId], staff)).statusCode, 403);
    }
    assert.equal((await remove({ chosen: { ids: [elsewhere.graduateId] }, count: 1 })).statusCode, 404);
    const other = await on.makeStaff('schoolAdmin', { schoolId: 2 });
    assert.equal((await remove({ chosen: { ids: [here.graduateId] }, count: 1 }, other)).statusCode, 404);
    const old = await on.graduate({ cohort: 2024 });
    assert.equal((await remove({ chosen: { ids: [old.graduateId] }, count: 1 })).json().code, 'cohort-over');
    const without = await on.send(admin, 'POST', '/api/graduates/deletions', {
      chosen: { ids: [here.graduateId] },
      reason: { reason: '没有这个原因', text: '' },
      count: 1,
    });
    assert.equal(without.statusCode, 422);
    assert.equal((await rowOf(here)).lapsedAt, null);
  });
});
