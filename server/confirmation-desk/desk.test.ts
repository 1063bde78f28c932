/** 登记确认信息 over HTTP: list, detail, statistics, download, work. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sheetTools } from '#server/archive-work/testing/sheets.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let flow: TestFlows;
let tools: Awaited<ReturnType<typeof sheetTools>>;
/** 未上报, 未确认, 确认无误, 确认有误; then of the other department, and of the cohort before. */
let unreported: Graduate;
let unconfirmed: Graduate;
let right: Graduate;
let wrong: Graduate;
let other: Graduate;
let earlier: Graduate;

const set = unnamed('update graduate set confirmation = $2, reported_source = $3 where id = $1');
const say = async (who: Graduate, body: object) => {
  const { seen } = flow.passed(await on.send(who, 'GET', '/api/graduate/confirmation')).json();
  flow.passed(await on.send(who, 'POST', '/api/graduate/confirmation', { seen, ...body }));
};
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
  tools = await sheetTools(on);
  on.clock.set('2027-06-10T02:00:00Z');
  const employer = await on.makeEmployer();
  const make = () => on.graduate({ hukouTransferred: true });
  [unreported, unconfirmed, right, wrong] = [await make(), await make(), await make(), await make()];
  other = await on.graduate({ departmentId: 2 });
  earlier = await on.graduate({ cohort: 2026 });
  for (const who of [unconfirmed, right, wrong]) await flow.signedOnline(employer, who);
  await on.drain();
  await say(right, { answer: 'right' });
  await say(wrong, { answer: 'wrong', parts: ['hukou', 'basics'], text: '迁移地址应为䶮镇 1 号' });
  await on.database.execute(set, [other.graduateId, 'wrong', 'registry-upload']);
  await on.database.execute(set, [earlier.graduateId, 'unconfirmed', 'registry-api']);
});
after(async () => {
  await tools.remove();
  await on.stop();
});

interface Row {
  readonly graduateId: number;
  readonly label: string;
  readonly source: string | null;
}
interface Page {
  readonly rows: Row[];
  readonly next: string | null;
  readonly total: number;
}
const page = async (who: Someone, query = ''): Promise<Page> =>
  flow.passed(await on.send(who, 'GET', `/api/confirmations/records${query}`)).json();
const ids = async (who: Someone, query = '') => (await page(who, query)).rows.map(({ graduateId }) => graduateId);
const idsOf = (...some: readonly Graduate[]) => some.map(({ graduateId }) => graduateId);

describe('登记确认情况列表', () => {
  test('has the cohorts that are not over, and narrows by state, source, cohort, department and name', async () => {
    const all = await page(flow.school, '?limit=100');
    assert.equal(all.total, 5);
    assert.deepEqual(
      new Map(all.rows.map(({ graduateId, label, source }) => [graduateId, `${label} ${source}`])),
      new Map([
        [unreported.graduateId, '未上报 null'],
        [unconfirmed.graduateId, '未确认 登记系统'],
        [right.graduateId, '确认无误 登记系统'],
        [wrong.graduateId, '确认有误 登记系统'],
        [other.graduateId, '确认有误 就业管理系统上传'],
      ]),
    );
    assert.deepEqual(await ids(flow.school, '?state=wrong'), idsOf(wrong, other));
    assert.deepEqual(await ids(flow.school, '?source=registry-upload'), idsOf(other));
    assert.deepEqual(await ids(flow.school, '?cohort=2026'), idsOf(earlier));
    assert.deepEqual(await ids(flow.school, '?department=2'), idsOf(other));
    assert.deepEqual(await ids(flow.department, '?state=wrong'), idsOf(wrong));
    assert.deepEqual(await ids(flow.department, '?department=2'), []);
    assert.deepEqual(await ids(flow.school, `?q=${encodeURIComponent(right.name)}&state=right`), idsOf(right));
  });

  test('is read page by page over cohorts without losing or repeating a row', async () => {
    on.clock.set('2027-03-10T02:00:00Z');
    const all = await ids(flow.school, '?limit=100');
    assert.equal(all.length, 6);
    assert.equal(all.at(-1), earlier.graduateId);
    for (const limit of [1, 2, 4]) {
      const found: number[] = [];
      for (let cursor: string | null = ''; cursor !== null; ) {
        const { rows, next } = await page(flow.school, `?limit=${limit}${cursor && `&cursor=${cursor}`}`);
        found.push(...rows.map(({ graduateId }) => graduateId));
        cursor = next;
      }
      assert.deepEqual(found, all, `${limit} at a time`);
    }
    on.clock.set('2027-06-10T02:00:00Z');
  });

  test('is nobody’s but the school’s', async () => {
    for (const path of ['records', 'work', 'options', 'statistics', `records/${wrong.graduateId}`])
      refused(await on.send(right, 'GET', `/api/confirmations/${path}`), 'not-allowed');
  });
});

describe('what is wrong', () => {
  test('is read with the parts, and leads to where the desk puts it right', async () => {
    const detail = flow.passed(await on.send(flow.department, 'GET', `/api/confirmations/records/${wrong.graduateId}`)).json();
    assert.deepEqual(detail.wrong, {
      parts: [
        { part: 'hukou', title: '户口迁移' },
        { part: 'basics', title: '基本信息' },
      ],
      text: '迁移地址应为䶮镇 1 号',
    });
    assert.deepEqual(
      detail.parts.map(({ correct }: { correct: { path: string } }) => correct.path.replace(/\d+-\d+$/, 'ref')),
      ['/cases/ref', `/archive/records/${wrong.graduateId}`, `/hukou/records/${wrong.graduateId}`],
    );
    assert.ok(!JSON.stringify(detail).includes(wrong.idNumber));
    refused(await on.send(flow.department, 'GET', `/api/confirmations/records/${other.graduateId}`), 'not-found');
  });

  test('is counted as work, each as far as they reach', async () => {
    const work = async (who: Someone) => flow.passed(await on.send(who, 'GET', '/api/confirmations/work')).json().wrong;
    assert.deepEqual([await work(flow.school), await work(flow.department)], [2, 1]);
    // Of a cohort that is over nobody is asked any more.
    on.clock.set('2028-04-01T02:00:00Z');
    assert.equal(await work(flow.school), 0);
    on.clock.set('2027-06-10T02:00:00Z');
  });
});

const recount = unnamed<{ departmentId: number; source: string; state: string; count: number }>(
  `select department_id, coalesce(reported_source, 'none') as source, confirmation as state, count(*)::int as count from graduate
   where school_id = 1 and cohort = 2027 and lapsed_at is null group by 1, 2, 3`,
);
test('登记确认情况统计 is equal to a recount, by source and department', async () => {
  const { cohort, total, groups, sources } = flow
    .passed(await on.send(flow.school, 'GET', '/api/confirmations/statistics'))
    .json();
  assert.deepEqual([cohort, total.graduates, sources['registry-upload'].states.wrong], [2027, 5, 1]);
  for (const { departmentId, source, state, count } of await on.database.query(recount)) {
    const group = groups.find((one: { departmentId: number }) => one.departmentId === departmentId);
    assert.equal(group.sources[source].states[state], count);
  }
  const own = flow.passed(await on.send(flow.department, 'GET', '/api/confirmations/statistics')).json();
  assert.deepEqual([own.total.graduates, own.groups.length], [4, 1]);
});

test('the list is downloaded as it is narrowed, with what is wrong, and written to the log', async () => {
  const sheet = await tools.read((await on.send(flow.school, 'GET', '/api/confirmations/exports/file?state=wrong')).rawPayload);
  assert.equal(sheet.length, 3);
  assert.deepEqual(sheet[1]?.slice(8, 12), ['确认有误', '登记系统', '户口迁移、基本信息', '迁移地址应为䶮镇 1 号']);
  const { rows, job } = flow.passed(await on.send(flow.school, 'POST', '/api/confirmations/exports', { state: 'wrong' })).json();
  assert.deepEqual([rows, job], [2, null]);
  refused(await on.send(flow.school, 'POST', '/api/confirmations/exports', { q: '查无此人' }), 'nothing-to-export');
  const log = unnamed<{ count: number }>(
    `select count(*)::int as count from audit_event where action = 'confirmations-exported'`,
  );
  assert.equal((await on.database.one(log)).count, 1);
});
