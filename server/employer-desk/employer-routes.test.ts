import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { readRows } from '#server/platform/sheets/sheets.ts';
import { makeAccount } from '#server/testing/platform.ts';

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
  const spell = 'update destination_case set graduate_pinyin = $2, graduate_initials = $3 where graduate_name = $1';
  for (const spelling of [
    ['龚𬭎', 'gong hong', 'gh'],
    ['迪丽娜尔·吐尔逊', 'di li na er tu er xun', 'dlnetex'],
  ])
    await on.database.execute(unnamed(spell), spelling);
  assert.deepEqual(
    [await found(employer, 'dilinaer'), await found(employer, 'Dlne'), await found(employer, 'gong'), await found(other, 'gong')],
    [1, 1, 1, 0],
  );
});

async function sheetOf(employer: Someone, query = ''): Promise<{ kind: string; text: string }[][]> {
  const answer = await on.send(employer, 'GET', `${base}/file${query}`);
  const path = join(tmpdir(), `${randomUUID()}.xlsx`);
  await writeFile(path, answer.rawPayload);
  const rows: { kind: string; text: string }[][] = [];
  for await (const { cells } of readRows(path)) rows.push([...cells]);
  await rm(path);
  return rows;
}

test('is narrowed by school and by the colleague who sent the invitation, with both to choose from', async () => {
  const employer = await on.makeEmployer();
  const login = `${employer.phone.slice(0, 2)}9${employer.phone.slice(3)}`;
  const account = { kind: 'employerStaff', login, name: '苏䶮', employerId: employer.employerId } as const;
  const accountId = await makeAccount(on.platform, account);
  const colleague = { ...employer, accountId, owner: { kind: 'employerStaff', accountId } as const };
  await on.invited(employer, await on.graduate());
  const theirs = await on.invited(colleague, await on.graduate({ name: '龚𬭎' }));
  const { schools, people } = (await on.send(employer, 'GET', `${base}/filters`)).json();
  assert.equal(schools.length, 1);
  assert.ok(people.some(({ name }: { name: string }) => name === '苏䶮'));
  const refs = async (query: string) =>
    (await on.send(employer, 'GET', `${base}?${query}`)).json().rows.map(({ ref }: { ref: string }) => ref);
  assert.deepEqual(await refs(`colleagueId=${colleague.accountId}`), [theirs]);
  assert.equal((await refs(`school=${schools[0].id}`)).length, 2);
  assert.deepEqual(await refs('school=999'), []);
  const [titles = [], ...rows] = await sheetOf(employer);
  const [graduate, inviter] = ['毕业生', '邀约人'].map(title => titles.findIndex(({ text }) => text === title));
  const inviters = new Map(rows.map(cells => [cells[graduate ?? -1]?.text, cells[inviter ?? -1]?.text]));
  assert.equal(inviters.get('龚𬭎'), '苏䶮');
});

test('as a sheet it is what the list shows, all pages of it, and audited', async () => {
  const employer = await on.makeEmployer();
  for (const name of ['龚𬭎', '甲', '迪丽娜尔·吐尔逊']) await on.invited(employer, await on.graduate({ name }));
  const rows = await sheetOf(employer);
  const texts = rows.map(cells => cells.map(({ text }) => text));
  assert.deepEqual(texts[0]?.slice(0, 4), ['毕业生', '毕业院校', '岗位名称', '状态']);
  assert.deepEqual(
    texts.slice(1).map(([name]) => name),
    ['迪丽娜尔·吐尔逊', '甲', '龚𬭎'],
  );
  assert.match(texts[1]?.[3] ?? '', /等待应约/);
});

test("the sheet's days and moments are dates; the phone is in it once the graduate has accepted", async () => {
  const employer = await on.makeEmployer();
  const [accepting, waiting] = [await on.graduate({ name: '甲' }), await on.graduate({ name: '乙' })];
  const agreement = { reportDeadline: '2027-07-05', regularSalary: '9800 元/月' };
  const ref = await on.invited(employer, accepting, { agreement });
  await on.invited(employer, waiting, { agreement });
  await on.act(accepting, ref, 'accept', on.consent(accepting));
  const [head = [], ...rows] = await sheetOf(employer);
  const cellOf = (name: string, header: string) =>
    rows.find(([first]) => first?.text === name)?.[head.findIndex(({ text }) => text === header)];
  for (const header of ['发起时间', '到此状态时间', '报到期限']) assert.equal(cellOf('甲', header)?.kind, 'date', header);
  assert.match(cellOf('甲', '报到期限')?.text ?? '', /^2027-07-05/);
  assert.match(cellOf('乙', '应约截止时间')?.text ?? '', /^2027-03-/);
  assert.equal(cellOf('甲', '转正起薪')?.text, '9800 元/月');
  assert.deepEqual([cellOf('甲', '手机（应约后）')?.text, cellOf('乙', '手机（应约后）')?.text ?? ''], [accepting.phone, '']);
});
