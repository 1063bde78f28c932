import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { transferCountersAgree } from '#server/archives/testing/counters.ts';
import { type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { makeOffice, office } from './testing/sheets.ts';

let on: TestCases;
let department: Someone;
let school: Someone;
before(async () => {
  on = await startCases();
  await makeOffice(on);
  department = await on.makeStaff('department');
  school = await on.makeStaff('school');
});
after(async () => {
  await transferCountersAgree(on.database);
  await on.stop();
});

const back = { archiveType: '4', ...office };
async function asked(form: object, more: object = {}): Promise<Graduate & { readonly id: number }> {
  const who = await on.graduate({ hukouTransferred: true, ...more });
  const answer = await on.send(who, 'POST', '/api/graduate/archives/archive/requests', { action: 'register', form });
  assert.equal(answer.statusCode, 200, answer.body);
  return { ...who, id: answer.json().id };
}
const path = '/api/archives/archive/quick-reviews';
const preview = async (who: Someone) => (await on.send(who, 'GET', `${path}/preview`)).json();
const begin = (who: Someone, asOf: string) => on.send(who, 'POST', path, { asOf });
const stateOf = async (id: number) => (await on.send(school, 'GET', `/api/archives/archive/requests/${id}`)).json().state;

test('approves what goes back to the origin as the origin’s entry says, counted first, each listed with its outcome', async () => {
  const same = await asked(back);
  const elsewhere = await asked(back, { departmentId: 2 });
  const other = await asked({ ...back, archiveAddress: '演示路 2 号' });
  const employer = await asked({ ...back, archiveType: '1' });
  const counted = await preview(department);
  assert.deepEqual([counted.open, counted.count, counted.over, counted.waiting], [true, 1, false, 3]);
  assert.equal((await preview(school)).count, 0);

  on.clock.advance(60_000);
  const late = await asked(back);
  const job = (await begin(department, counted.asOf)).json();
  assert.deepEqual([job.kind, job.total, job.title], ['archives.quick-review', 1, '快速审核 · 档案信息']);
  assert.deepEqual(await on.drain(), []);
  const states = await Promise.all([same, elsewhere, other, employer, late].map(({ id }) => stateOf(id)));
  const waits = 'reviewing.department';
  assert.deepEqual(states, ['reviewing.school', waits, waits, waits, waits]);
  const rows = (await on.send(department, 'GET', `${path}/${job.id}`)).json();
  assert.deepEqual(rows.counts, { waiting: 0, passed: 1, refused: 0 });
  assert.deepEqual(
    rows.rows.map((row: { requestId: number; outcome: string; label: string }) => [row.requestId, row.outcome, row.label]),
    [[same.id, 'passed', '待审核（等待学校审核）']],
  );
  assert.equal((await on.send(school, 'GET', `${path}/${job.id}`)).statusCode, 404);
  const { job: ended } = rows;
  assert.deepEqual([ended.state, ended.done, ended.failures], ['done', 1, 0]);

  // Then the school's own turn, which writes the record.
  const second = (await begin(school, on.clock.now().toISOString())).json();
  await on.drain();
  assert.equal(second.total, 1);
  const record = (await on.send(school, 'GET', `/api/archives/archive/records/${same.graduateId}`)).json();
  assert.deepEqual([record.record.label, record.record.source], ['已登记', '本人申请']);
});

test('a request that somebody else has decided meanwhile is skipped and named; what was stopped is left', async () => {
  const asOf = on.clock.now().toISOString();
  const before = (await preview(department)).count;
  const one = await asked(back);
  const two = await asked(back);
  const job = (await begin(department, asOf)).json();
  assert.equal(job.total, before + 2);
  const reason = { reason: '转递类型选择有误', text: '请核对转递类型。' };
  const rejected = await on.send(department, 'POST', `/api/archives/archive/requests/${one.id}/reject`, { version: 1, reason });
  assert.equal(rejected.statusCode, 200, rejected.body);
  await on.drain();
  const refused = (await on.send(department, 'GET', `${path}/${job.id}?outcome=refused`)).json();
  assert.deepEqual(refused.counts, { waiting: 0, passed: before + 1, refused: 1 });
  assert.equal(refused.rows[0].requestId, one.id);
  assert.match(refused.rows[0].sentence, /罗老师/);
  assert.equal(await stateOf(two.id), 'reviewing.school');

  const three = await asked(back);
  const stopped = (await begin(department, asOf)).json();
  await on.send(department, 'POST', `/api/jobs/${stopped.id}/stop`);
  await on.drain();
  assert.equal(await stateOf(three.id), 'reviewing.department');
  const left = (await on.send(department, 'GET', `${path}/${stopped.id}`)).json();
  assert.deepEqual([left.job.state, left.counts.waiting], ['stopped', 1]);
});

test('hukou has none, and a school that takes no batches neither', async () => {
  const hukou = '/api/archives/hukou/quick-reviews';
  assert.equal((await on.send(department, 'GET', `${hukou}/preview`)).json().open, false);
  const asOf = on.clock.now().toISOString();
  assert.equal((await on.send(department, 'POST', hukou, { asOf })).json().code, 'not-possible-here');
});
