import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { type TestContext, test } from 'node:test';
import { z } from 'zod';
import { isRefused } from '#domain/refusals.ts';
import { findStaff } from '#server/accounts/index.ts';
import { type DeskTask, defineDeskJob, handleDeskJob, type Worked } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { drainJobs } from '#server/platform/testing/jobs.ts';
import { cookieOf, createTestApp, createTestPlatform, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { deskJobRoutes } from './routes.ts';
import { deskJobHandlers } from './run-desk-job.ts';
import { startDeskJob } from './start-desk-job.ts';

const noJob = defineDeskJob('testing.work', 'cases.export', z.object({ text: z.string() }));
type Work = (parameters: { text: string }, task: DeskTask) => Promise<Worked>;

/** Two schools with their people, and a kind of job that does what the test says. */
async function start(t: TestContext, work: Work) {
  const platform = await createTestPlatform();
  t.after(platform.stop);
  const { database, clock } = platform;
  await makeSchool(database, 1);
  await makeSchool(database, 2, '西岭师范大学');
  const app = createTestApp(platform, deskJobRoutes(platform));
  t.after(() => app.close());
  const handlers = deskJobHandlers(platform, [handleDeskJob(noJob, work)]);
  let made = 0;
  async function person(kind: 'school' | 'schoolAdmin' | 'department', schoolId = 1) {
    made += 1;
    const departmentIds = kind === 'department' ? { departmentIds: [1] } : {};
    const accountId = await makeAccount(platform, { kind, login: `desk${made}`, schoolId, ...departmentIds });
    return { accountId, cookie: await cookieOf(platform, { kind, accountId }) };
  }
  async function begin(accountId: number, text = '甲') {
    const actor = await findStaff(database, accountId);
    assert.ok(actor);
    return database.transaction(tx =>
      startDeskJob(platform, tx, noJob, { actor, title: '下载当前查询数据', parameters: { text } }),
    );
  }
  async function begun(accountId: number, text?: string): Promise<number> {
    const id = await begin(accountId, text);
    assert.ok(!isRefused(id));
    return id;
  }
  const get = (who: { cookie: string }, url: string) => app.inject({ url, headers: { cookie: who.cookie } });
  const post = (who: { cookie: string }, url: string) => app.inject({ method: 'POST', url, headers: { cookie: who.cookie } });
  const drain = () => drainJobs(database, handlers, clock);
  return { platform, database, clock, person, begin, begun, get, post, drain };
}
const keepText: Work = async ({ text }, task) => {
  const file = await task.keep(Readable.from([Buffer.from(text)]), '结果.txt', 'text/plain');
  return { done: 3, total: 3, refused: 1, file };
};
const filesIn = ({ files }: Pick<Platform, 'files'>): Promise<number> =>
  files.withPath('0'.repeat(64), async path => {
    const entries = await readdir(join(path, '../../..'), { recursive: true, withFileTypes: true });
    return entries.filter(entry => entry.isFile()).length;
  });
const expireNow = unnamed(`select graphile_worker.add_job('desk-jobs.expire', json_build_object('data', json_build_object()))`);

test('a result can be fetched again, lies sealed meanwhile, and is gone after a day', async t => {
  const desk = await start(t, keepText);
  const me = await desk.person('school');
  const id = await desk.begun(me.accountId, '350203200411020011');
  assert.equal((await desk.get(me, `/api/jobs/${id}`)).json().state, 'waiting');
  assert.deepEqual(await desk.drain(), []);

  const job = (await desk.get(me, `/api/jobs/${id}`)).json();
  assert.deepEqual([job.state, job.done, job.total, job.failures, job.result.bytes], ['done', 3, 3, 1, 18]);
  for (let time = 0; time < 2; time++) {
    const answer = await desk.get(me, `/api/jobs/${id}/result`);
    assert.equal(answer.body, '350203200411020011');
    assert.match(String(answer.headers['content-disposition']), /attachment; filename\*=UTF-8''%E7%BB%93/);
  }
  const { fileId } = await desk.database.one(unnamed<{ fileId: string }>('select file_id from desk_job'));
  const kept = await desk.platform.files.withPath(fileId, path => readFile(path, 'latin1'));
  assert.equal(kept.includes('350203'), false);
  const read = unnamed<{ count: number }>(`select count(*)::int as count from audit_event where action = 'result-downloaded'`);
  assert.equal((await desk.database.one(read)).count, 2);

  desk.clock.advance(86_400_000 - 1);
  await desk.database.execute(expireNow);
  await desk.drain();
  assert.equal(await desk.platform.files.has(fileId), true);
  desk.clock.advance(1);
  await desk.database.execute(expireNow);
  await desk.drain();
  assert.equal(await desk.platform.files.has(fileId), false);
  const late = await cookieOf(desk.platform, { kind: 'school', accountId: me.accountId });
  const gone = (await desk.get({ cookie: late }, `/api/jobs/${id}`)).json();
  assert.deepEqual([gone.result, gone.resultGone], [null, true]);
  assert.equal((await desk.get({ cookie: late }, `/api/jobs/${id}/result`)).statusCode, 404);
});

test('one sees one’s own; the school’s admin all of the school; nobody another school’s', async t => {
  const desk = await start(t, keepText);
  const [me, colleague, admin, elsewhere] = [
    await desk.person('department'),
    await desk.person('school'),
    await desk.person('schoolAdmin'),
    await desk.person('schoolAdmin', 2),
  ];
  const id = await desk.begun(me.accountId);
  await desk.drain();
  const statusFor = async (who: { cookie: string }) =>
    Promise.all(['', '/result'].map(async end => (await desk.get(who, `/api/jobs/${id}${end}`)).statusCode));
  assert.deepEqual(await statusFor(me), [200, 200]);
  assert.deepEqual(await statusFor(admin), [200, 200]);
  assert.deepEqual(await statusFor(colleague), [404, 404]);
  assert.deepEqual(await statusFor(elsewhere), [404, 404]);
  assert.equal((await desk.post(elsewhere, `/api/jobs/${id}/stop`)).statusCode, 404);

  const listed = async (who: { cookie: string }, query: string) => (await desk.get(who, `/api/jobs${query}`)).json().jobs?.length;
  assert.deepEqual([await listed(me, ''), await listed(admin, ''), await listed(admin, '?whose=school')], [1, 0, 1]);
  assert.equal(await listed(elsewhere, '?whose=school'), 0);
  assert.equal((await desk.get(colleague, '/api/jobs?whose=school')).statusCode, 403);
});

test('a job that is stopped ends at its next sign of life, and what it made does not count', async t => {
  let rounds = 0;
  const desk = await start(t, async (_, task) => {
    rounds += 1;
    await desk.post(me, `/api/jobs/${task.id}/stop`);
    const file = await task.keep(Readable.from([Buffer.from('x')]), 'x', 'text/plain');
    await task.progress({ done: 1 });
    return { done: 1, file };
  });
  const me = await desk.person('school');
  const id = await desk.begun(me.accountId);
  assert.deepEqual(await desk.drain(), []);
  const job = (await desk.get(me, `/api/jobs/${id}`)).json();
  assert.deepEqual([job.state, job.stateLabel, job.result, rounds], ['stopped', '已停止', null, 1]);
  assert.equal(await filesIn(desk.platform), 0);
});

test('a result that is ready as its job is stopped leaves nothing in the store', async t => {
  const desk = await start(t, async (given, task) => {
    const worked = await keepText(given, task);
    await desk.post(me, `/api/jobs/${task.id}/stop`);
    return worked;
  });
  const me = await desk.person('school');
  const id = await desk.begun(me.accountId);
  await desk.drain();
  assert.equal((await desk.get(me, `/api/jobs/${id}`)).json().state, 'stopped');
  assert.equal(await filesIn(desk.platform), 0);
});

test('what dies half way begins again; after five times it is given up, and says so', async t => {
  let rounds = 0;
  const desk = await start(t, async (given, task) => {
    rounds += 1;
    if (given.text === 'never' || rounds === 1) throw new Error('killed');
    return keepText(given, task);
  });
  const me = await desk.person('school');
  const once = await desk.begun(me.accountId);
  assert.equal((await desk.drain()).length, 1);
  assert.equal((await desk.get(me, `/api/jobs/${once}`)).json().state, 'waiting');
  const again = unnamed(
    `update graphile_worker._private_jobs set run_at = now(), attempts = greatest(attempts, $1), locked_at = null`,
  );
  await desk.database.execute(again, [0]);
  await desk.drain();
  assert.equal((await desk.get(me, `/api/jobs/${once}`)).json().state, 'done');

  const never = await desk.begun(me.accountId, 'never');
  await desk.database.execute(again, [4]);
  await desk.drain();
  const job = (await desk.get(me, `/api/jobs/${never}`)).json();
  assert.equal(job.state, 'failed');
  assert.match(job.why, /请稍后重新发起/);
});

test('slices: a long job lets others go first and continues where it was', async t => {
  const order: string[] = [];
  const desk = await start(t, async ({ text }) => {
    order.push(text);
    return order.filter(one => one === text).length < 3 ? { more: true } : { done: 3 };
  });
  const me = await desk.person('school');
  const [first, second] = [await desk.begun(me.accountId, 'a'), await desk.begun(me.accountId, 'b')];
  assert.deepEqual(await desk.drain(), []);
  assert.deepEqual(order, ['a', 'b', 'a', 'b', 'a', 'b']);
  for (const id of [first, second]) assert.equal((await desk.get(me, `/api/jobs/${id}`)).json().state, 'done');
});

test('an account that was disabled, or has lost the permission, gets nothing done any more', async t => {
  const desk = await start(t, () => assert.fail('it ran'));
  const me = await desk.person('school');
  const admin = await desk.person('schoolAdmin');
  const id = await desk.begun(me.accountId);
  await desk.database.execute(unnamed('update account set disabled_at = now() where id = $1'), [me.accountId]);
  await desk.drain();
  const job = (await desk.get(admin, `/api/jobs/${id}`)).json();
  assert.deepEqual([job.state, job.why], ['failed', '发起人的账号已停用，或不再有此项权限。']);
});

test('nobody has more than five open at once', async t => {
  const desk = await start(t, keepText);
  const me = await desk.person('school');
  for (let number = 0; number < 5; number++) await desk.begun(me.accountId);
  const sixth = await desk.begin(me.accountId);
  assert.ok(isRefused(sixth) && sixth.refused.code === 'too-many-jobs');
  await desk.drain();
  await desk.begun(me.accountId);
});
