import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';

let on: TestCases;
before(async () => {
  on = await startCases();
});
after(() => on.stop());

const base = '/api/employer/cases';

test('the home page counts waiting cases, and cases by state', async () => {
  const employer = await on.makeEmployer();
  const empty = (await on.send(employer, 'GET', '/api/employer/home')).json();
  assert.deepEqual(empty, { signings: [], terminations: [], due: 0, unsentSheets: 0 });
  await on.setLevels('school');
  const [someone, school] = [await on.graduate(), await on.makeStaff('school')];
  const ref = await on.invited(employer, someone);
  await on.act(someone, ref, 'accept', on.consent(someone));
  await on.act(school, ref, 'approve');
  const version = (await on.row(ref)).version;
  const input = { reason: '个人原因', text: '已与单位协商一致。' };
  const asked = await on.send(someone, 'POST', `/api/cases/${ref}/terminations`, { version, input });
  assert.equal(asked.statusCode, 200, asked.body);
  await on.invited(employer, await on.graduate(), { validityDays: 1 });
  const early = (await on.send(employer, 'GET', '/api/employer/home')).json();
  assert.deepEqual(
    early.terminations.map(({ mine, count }: { mine: boolean; count: number }) => [mine, count]),
    [[true, 1]],
  );
  assert.deepEqual([early.signings.length, early.due], [2, 0]);
  on.clock.advance(20 * 3_600_000);
  assert.equal((await on.send(employer, 'GET', '/api/employer/home')).json().due, 1);
  assert.equal((await on.send(employer, 'GET', `${base}?due=soon`)).json().rows.length, 1);
  on.clock.set('2027-03-10T02:00:00Z');
});

test('is searched by name, job and agreement number, and belongs to its employer alone', async () => {
  const [employer, other] = [await on.makeEmployer(), await on.makeEmployer()];
  await on.invited(employer, await on.graduate({ name: '龚𬭎' }));
  await on.invited(employer, await on.graduate({ name: '迪丽娜尔·吐尔逊' }), { agreement: { jobTitle: '海图 100%_工程师' } });
  const found = async (who: typeof employer, q: string) =>
    (await on.send(who, 'GET', `${base}?q=${encodeURIComponent(q)}`)).json().rows.length;
  assert.deepEqual(
    [await found(employer, '𬭎'), await found(employer, '100%_'), await found(employer, '%'), await found(other, '龚')],
    [1, 1, 1, 0],
  );
});

test('as a sheet it is what the list shows, all pages of it, and audited', async () => {
  const employer = await on.makeEmployer();
  for (const name of ['龚𬭎', '甲', '迪丽娜尔·吐尔逊']) await on.invited(employer, await on.graduate({ name }));
  const answer = await on.send(employer, 'GET', `${base}/file`);
  const path = join(tmpdir(), `${randomUUID()}.xlsx`);
  await writeFile(path, answer.rawPayload);
  const rows: string[][] = [];
  for await (const { cells } of readRows(path)) rows.push(cells.map(({ text }) => text));
  await rm(path);
  assert.deepEqual(rows[0]?.slice(0, 4), ['毕业生', '毕业院校', '岗位名称', '状态']);
  assert.deepEqual(
    rows.slice(1).map(([name]) => name),
    ['迪丽娜尔·吐尔逊', '甲', '龚𬭎'],
  );
  assert.match(rows[1]?.[3] ?? '', /等待应约/);
});
