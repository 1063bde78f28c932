import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { sweepViewers } from './case-viewers.ts';

let on: TestCases;
let flow: TestFlows;
const start = '2027-03-10T02:00:00Z';
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
beforeEach(() => on.clock.set(start));

const view = (who: Someone | undefined, ref: string) => on.send(who, 'POST', `/api/cases/${ref}/viewing`, {});
const othersOf = async (who: Someone, ref: string): Promise<string[]> => flow.passed(await view(who, ref)).json().others;
const later = (seconds: number) => on.clock.set(new Date(Date.parse(start) + seconds * 1000).toISOString());

test('who has it open is told to the others, not to themselves, until a minute after the last sign of life', async () => {
  const [zhang, lin] = [await on.makeStaff('school', { name: '张老师' }), await on.makeStaff('department', { name: '林老师' })];
  const ref = await flow.submitted(await on.graduate(), '70.01', []);
  const another = await flow.submitted(await on.graduate(), '70.01', []);
  assert.deepEqual(await othersOf(zhang, ref), []);
  assert.deepEqual(await othersOf(lin, ref), ['张老师']);
  assert.deepEqual(await othersOf(lin, another), [], 'of this case alone');
  later(30);
  assert.deepEqual(await othersOf(zhang, ref), ['林老师']);
  later(89);
  assert.deepEqual(await othersOf(lin, ref), ['张老师']);
  later(150);
  assert.deepEqual(await othersOf(zhang, ref), []);
});

test('nobody without the case in reach learns of it or is seen, and old rows are swept', async () => {
  const ref = await flow.submitted(await on.graduate(), '70.01', []);
  const elsewhere = await on.makeStaff('department', { departmentIds: [2], name: '外院老师' });
  refused(await view(elsewhere, ref), 'not-found');
  assert.deepEqual(await othersOf(flow.school, ref), []);
  await on.database.execute(sweepViewers, [new Date(Date.parse(start) + 3_600_000)]);
  const left = unnamed<{ count: number }>('select count(*)::int as count from case_viewer');
  assert.equal((await on.database.one(left, [])).count, 0);
});
