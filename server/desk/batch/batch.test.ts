import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { countersAgree, historiesReplay, type Someone, startCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';

/** A desk where accepted invitations wait for the department. */
async function start(t: TestContext) {
  const cases = await startCases();
  t.after(cases.stop);
  const employer = await cases.makeEmployer({});
  const department = await cases.makeStaff('department', { name: '韦·阿古拉' });
  const school = await cases.makeStaff('school');
  async function waiting(count: number): Promise<string[]> {
    const refs: string[] = [];
    for (let number = 0; number < count; number++) {
      const graduate = await cases.graduate();
      const ref = await cases.invited(employer, graduate);
      assert.equal((await cases.act(graduate, ref, 'accept', cases.consent(graduate))).statusCode, 200);
      refs.push(ref);
    }
    return refs;
  }
  const seen = async (refs: readonly string[]) =>
    Promise.all(refs.map(async ref => ({ ref, version: (await cases.row(ref)).version })));
  const batch = (who: Someone, action: string, selection: object, input: object = {}, key?: string) =>
    cases.send(who, 'POST', '/api/desk/batches', { flow: 'online-signing', action, input, selection }, key ? { key } : {});
  const outcomes = async (who: Someone, id: number, query = '') =>
    (await cases.send(who, 'GET', `/api/jobs/${id}/cases${query}`)).json();
  return {
    ...cases,
    waiting,
    seen,
    batch,
    outcomes,
    department,
    school,
    employer,
    work: () => cases.drain(),
  };
}
const states = unnamed<{ state: string; count: number }>(
  'select state, count(*)::int as count from destination_case group by state order by state',
);

test('each case has its own outcome; what was decided meanwhile is named with who and when', async t => {
  const desk = await start(t);
  const refs = await desk.waiting(5);
  const cases = await desk.seen(refs);
  const [first = '', second = ''] = refs;
  const lists = { reason: '单位信息有误', text: '请核对单位名称' };
  assert.equal((await desk.act(desk.department, first, 'reject', lists)).statusCode, 200);
  // The roster changed in a key field after the graduate had signed.
  await desk.database.execute(
    unnamed(`update graduate set major_name = '软件工程' where id = (select graduate_id from destination_case where id = $1)`),
    [Number(second.split('-')[1])],
  );
  const begun = await desk.batch(desk.department, 'approve', { cases });
  assert.equal(begun.statusCode, 200, begun.body);
  const { id, title, total } = begun.json();
  assert.deepEqual([title, total], ['批量审核通过 · 线上签约', 5]);
  assert.deepEqual(await desk.work(), []);

  const job = (await desk.send(desk.department, 'GET', `/api/jobs/${id}`)).json();
  const { counts, rows } = await desk.outcomes(desk.department, id);
  assert.deepEqual([job.state, job.done, job.failures], ['done', 5, counts.refused]);
  assert.match(rows[0].sentence, /^学院（韦·阿古拉）已于.*办理/);
  assert.match(rows[1].sentence, /关键信息与学生名单不一致：.*专业/);
  assert.deepEqual(counts, { waiting: 0, passed: 3, refused: 2 });
  const atSchool = await desk.batch(desk.school, 'approve', { cases: await desk.seen(refs.slice(2)) });
  await desk.work();
  assert.deepEqual((await desk.outcomes(desk.school, atSchool.json().id)).counts, { waiting: 0, passed: 3, refused: 0 });
  await countersAgree(desk.database);
  await historiesReplay(desk.database);
});

test('all cases of a filter, as they were when they were counted: later cases are left alone', async t => {
  const desk = await start(t);
  await desk.waiting(4);
  const preview = (await desk.send(desk.department, 'GET', '/api/desk/batches/preview?state=all')).json();
  assert.deepEqual([preview.count, preview.over, preview.flagged], [4, false, []]);
  desk.clock.advance(1000);
  await desk.waiting(1);
  // Stays in its state, but is not what was counted.
  const [amended] = await desk.database.query(unnamed<{ id: number }>(`select id from destination_case order by id limit 1`));
  await desk.database.execute(
    unnamed(
      `insert into case_history (school_id, case_id, seq, at, action, by_role, levels, to_state, version)
       select school_id, case_id, seq + 1, $2, 'refreshSnapshot', by_role, levels, to_state, version + 1
       from case_history where case_id = $1 order by seq desc limit 1`,
    ),
    [amended?.id, desk.clock.now()],
  );
  const selection = { filter: { flow: 'online-signing', state: 'mine' }, asOf: preview.asOf };
  const given = { reason: '单位信息有误', text: '请与单位核对后重新签约' };
  const { id } = (await desk.batch(desk.department, 'reject', selection, given)).json();
  await desk.work();
  assert.deepEqual((await desk.outcomes(desk.department, id)).counts, { waiting: 0, passed: 3, refused: 0 });
  assert.deepEqual(await desk.database.query(states), [
    { state: 'failed', count: 3 },
    { state: 'reviewing.department', count: 2 },
  ]);
  const again = await desk.batch(desk.department, 'reject', selection, given);
  assert.equal(again.json().code, 'batch-empty');
});

test('sent twice it is one batch; run twice it is one decision each', async t => {
  const desk = await start(t);
  const cases = await desk.seen(await desk.waiting(30));
  const key = 'one-press-of-the-button';
  const [first, second] = await Promise.all([
    desk.batch(desk.department, 'approve', { cases }, {}, key),
    desk.batch(desk.department, 'approve', { cases }, {}, key),
  ]);
  assert.equal(first.json().id, second.json().id);
  await desk.work();
  // Killed after the decisions, before their outcomes were written down.
  await desk.database.execute(unnamed(`update desk_job_case set outcome = 'waiting' where row > 7`));
  await desk.database.execute(unnamed(`update desk_job set state = 'running', finished_at = null`));
  const { id } = first.json();
  await desk.database.execute(
    unnamed(
      `select graphile_worker.add_job('desk-jobs.run', json_build_object('data', json_build_object('jobId', $1::int, 'slice', 9)))`,
    ),
    [id],
  );
  assert.deepEqual(await desk.work(), []);
  assert.deepEqual((await desk.outcomes(desk.department, id)).counts, { waiting: 0, passed: 30, refused: 0 });
  const steps = unnamed<{ most: number }>(
    `select max(count)::int as most from (select count(*) from case_history where action = 'approve' group by case_id) n`,
  );
  assert.equal((await desk.database.one(steps)).most, 1);
  await countersAgree(desk.database);
});

test('a batch that is stopped leaves the rest as it was', async t => {
  const desk = await start(t);
  const cases = await desk.seen(await desk.waiting(3));
  const { id } = (await desk.batch(desk.department, 'approve', { cases })).json();
  assert.equal((await desk.send(desk.department, 'POST', `/api/jobs/${id}/stop`)).statusCode, 200);
  await desk.work();
  assert.deepEqual((await desk.outcomes(desk.department, id)).counts, { waiting: 3, passed: 0, refused: 0 });
});

test('a reason is asked for once, for all, from the school’s list', async t => {
  const desk = await start(t);
  const cases = await desk.seen(await desk.waiting(1));
  const answer = await desk.batch(desk.department, 'reject', { cases }, { reason: '不喜欢', text: '' });
  assert.equal(answer.statusCode, 422);
  assert.deepEqual(Object.keys(answer.json().fields), ['input.reason', 'input.text']);
});

test('where the school does not want it there is no batch', async t => {
  const desk = await start(t);
  const cases = await desk.seen(await desk.waiting(1));
  await desk.database.execute(unnamed(`update school set settings = '{"batchReview": false}' where id = 1`));
  assert.equal((await desk.batch(desk.department, 'approve', { cases })).json().code, 'batch-off');
  assert.equal((await desk.send(desk.department, 'GET', '/api/desk/batches/options?flow=online-signing')).json().open, false);
});

test('another department’s cases are not decided, and not shown', async t => {
  const desk = await start(t);
  const refs = await desk.waiting(1);
  const elsewhere = await desk.makeStaff('department', { departmentIds: [2] });
  const { id } = (await desk.batch(elsewhere, 'approve', { cases: await desk.seen(refs) })).json();
  await desk.work();
  const { rows } = await desk.outcomes(elsewhere, id);
  assert.deepEqual([rows[0].outcome, rows[0].graduateName, rows[0].sentence], ['refused', '', '未找到，或不在您的权限范围内。']);
  assert.equal((await desk.send(desk.department, 'GET', `/api/jobs/${id}/cases`)).statusCode, 404);
  const employer = await desk.batch(desk.employer, 'approve', { cases: await desk.seen(refs) });
  assert.equal(employer.statusCode, 403);
});

test('what failed can be taken along as a sheet', async t => {
  const desk = await start(t);
  const refs = await desk.waiting(2);
  const [one, two] = await desk.seen(refs);
  assert.ok(one && two);
  const { id } = (await desk.batch(desk.department, 'approve', { cases: [one, { ...two, version: 99 }] })).json();
  await desk.work();
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-batch-'));
  t.after(() => rm(folder, { recursive: true }));
  const answer = await desk.send(desk.department, 'GET', `/api/jobs/${id}/failures`);
  await writeFile(join(folder, 'failures.xlsx'), answer.rawPayload);
  const rows = [];
  for await (const { cells } of readRows(join(folder, 'failures.xlsx'))) rows.push(cells.map(cell => cell?.text));
  assert.equal(rows.length, 2);
  assert.deepEqual([rows[1]?.[0], rows[1]?.[3]], ['阿依古丽·买买提', '信息学院']);
  assert.match(rows[1]?.[6] ?? '', /已于.*办理/);
});
