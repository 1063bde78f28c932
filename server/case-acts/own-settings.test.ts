import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

describe("a school's own settings", () => {
  test('its reasons are offered and taken, the default ones it has dropped are neither', async () => {
    await flow.set({
      reasons: { 'offline-signing': { 'agreement-return': ['单位地址与工商登记不符'], return: ['缺少骑缝章'] } },
    });
    const ref = await flow.submitted(await on.graduate(), '10.02', []);
    const page = (await on.send(flow.department, 'GET', `/api/cases/${ref}`)).json();
    assert.deepEqual(page.reasons.return, ['单位地址与工商登记不符']);
    assert.ok(page.reasons.reject.length > 1);
    const give = (reason: string) => on.act(flow.department, ref, 'return', { reason, text: '请核对' });
    faulty(await give('单位信息有误'), 'input.reason');
    flow.passed(await give('单位地址与工商登记不符'));
    await flow.set({});
    const later = (await on.send(flow.department, 'GET', `/api/cases/${ref}`)).json();
    assert.equal(later.reason.reason, '单位地址与工商登记不符');
  });

  test('a window narrower than the national one closes what graduates begin, not what staff decide', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '10.02', []);
    await flow.set({ windows: { 2027: { from: '2026-10-08', to: '2027-03-09' } } });
    refused(await flow.begin(await on.graduate(), '10.02'), 'cohort-not-open');
    flow.passed(await on.act(flow.department, ref, 'approve'));
    on.clock.set('2027-03-09T15:59:00Z');
    flow.passed(await flow.begin(await on.graduate(), '10.02'));
    await flow.set({});
  });

  test('an employer it warns of is told to the graduate by kind, to reviewers with the text, to no employer', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '10.02', []);
    const { uscc = '' } = filledForm('10.02');
    const account = await on.makeStaff('school');
    await on.database.execute(
      unnamed(
        `insert into flagged_employer (school_id, uscc, name, kind, text_sealed, account_id, flagged_at, updated_at)
         select 1, $1, '某单位', 'fake', $2, id, $3, $3 from account where school_id = 1 limit 1`,
      ),
      [uscc, on.vault.seal('查无此单位'), on.clock.now()],
    );
    const flagSeenBy = async (someone: Parameters<TestCases['send']>[0]) =>
      (await on.send(someone, 'GET', `/api/cases/${ref}`)).json().flag;
    assert.deepEqual(await flagSeenBy(who), { kind: 'fake', schools: 0, text: null });
    for (const staff of [account, flow.department])
      assert.deepEqual(await flagSeenBy(staff), { kind: 'fake', schools: 0, text: '查无此单位' });
    await on.database.execute(unnamed('delete from flagged_employer'));
    assert.equal(await flagSeenBy(who), null);
  });
});
