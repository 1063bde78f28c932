import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
let employer: Employer;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  employer = await on.makeEmployer();
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-05-10T02:00:00Z'));

interface Entry {
  readonly key: string;
  readonly kind: string;
  readonly title: string;
  readonly who: string;
  readonly changes: readonly { readonly label: string; readonly from: string; readonly to: string }[];
}
const record = async (who: Someone, query = '?limit=100'): Promise<{ entries: Entry[]; next: string | null }> =>
  flow.passed(await on.send(who, 'GET', `/api/graduate/record${query}`)).json();
const insertChange = unnamed(
  `insert into graduate_history (school_id, graduate_id, at, source, fields, changes_sealed) values ($1, $2, $3, $4, $5, $6)`,
);
const edited = ({ schoolId, graduateId }: Graduate, changes: Record<string, readonly [string | null, string | null]>) =>
  on.database.execute(insertChange, [
    ...[schoolId, graduateId, on.clock.now(), 'edit', Object.keys(changes), on.vault.sealJson(changes)],
  ]);

describe('我的登记记录', () => {
  test('has every step, staff edit and report, by which office and from what to what, newest first', async () => {
    const who = await on.graduate();
    const ref = await flow.signedOnline(employer, who);
    await on.drain();
    on.clock.set('2027-05-11T02:00:00Z');
    await edited(who, { className: ['计科 1 班', '计科 2 班'], phone: ['13900990001', '13900990002'] });
    on.clock.set('2027-05-12T02:00:00Z');
    flow.passed(
      await on.act(flow.school, ref, 'correct', { reason: '填写有误', text: '来函', fields: { contactName: '欧阳经理' } }),
    );
    await on.drain();
    const { entries, next } = await record(who);
    assert.equal(next, null);
    assert.deepEqual(
      entries.map(({ kind, who: office }) => [kind, office]),
      [
        ['上报信息', '登记系统'],
        ['线上签约', '学校'],
        ['基本信息', '学校'],
        ['上报信息', '登记系统'],
        ['上报信息', '登记系统'],
        ['上报信息', '登记系统'],
        ['线上签约', '学校'],
        ['线上签约', '学院'],
        ['线上签约', '本人'],
        ['线上签约', employer.name],
      ],
    );
    const [report, correction, edit] = entries;
    assert.deepEqual(report?.changes, [{ key: 'contactName', label: '单位联系人', from: '吴经理', to: '欧阳经理' }]);
    assert.deepEqual(correction?.changes, [{ key: 'contactName', label: '单位联系人', from: '吴经理', to: '欧阳经理' }]);
    assert.deepEqual(
      edit?.changes.map(({ label, from, to }) => [label, from, to]),
      [
        ['班级', '计科 1 班', '计科 2 班'],
        ['手机号码', '139****0001', '139****0002'],
      ],
    );
    assert.ok(!JSON.stringify(entries).includes('欧阳老师'), 'no person of an office');
  });

  test('is read page by page without losing or repeating an entry, though many are of one moment', async () => {
    const who = await on.graduate();
    await flow.signedOnline(employer, who);
    await on.drain();
    for (let turn = 0; turn < 4; turn += 1) await edited(who, { className: [`${turn} 班`, `${turn + 1} 班`] });
    const all = (await record(who)).entries.map(({ key }) => key);
    assert.equal(new Set(all).size, 4 + 3 + 4);
    for (const limit of [1, 2, 3, 5]) {
      const found: string[] = [];
      let cursor = '';
      for (;;) {
        const page = await record(who, `?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        found.push(...page.entries.map(({ key }) => key));
        if (page.next === null) break;
        cursor = page.next;
      }
      assert.deepEqual(found, all, `${limit} at a time`);
    }
  });

  test('is nobody else’s', async () => {
    const [who, other] = [await on.graduate(), await on.graduate()];
    await flow.signedOnline(employer, who);
    assert.deepEqual((await record(other)).entries, []);
    for (const stranger of [flow.school, flow.department, employer])
      refused(await on.send(stranger, 'GET', '/api/graduate/record'), 'not-allowed');
  });
});
