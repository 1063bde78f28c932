import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { sheetTools } from '#server/archive-work/testing/sheets.ts';
import type { Graduate, Someone } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { contentsOf, endCodes, findFormGraduate, issueCodes } from '#server/verification/index.ts';
import { archive } from './testing/contents.ts';
import { startDesk } from './testing/desk.ts';

let on: Awaited<ReturnType<typeof startDesk>>;
let tools: Awaited<ReturnType<typeof sheetTools>>;
let department: Someone;
let admin: Someone;
let one: Graduate;
let two: Graduate;
let none: Graduate;
before(async () => {
  on = await startDesk();
  tools = await sheetTools(on);
  department = await on.makeStaff('department');
  admin = await on.makeStaff('schoolAdmin');
  one = await on.graduate({ name: '𬭎·㛃' });
  two = await on.graduate({ departmentId: 2 });
  none = await on.graduate();
  for (const who of [one, two]) {
    await on.report(who);
    await on.reportPart(who, 'archive', archive);
  }
});
after(async () => {
  await tools.remove();
  await on.stop();
});

/** As a graduate authorizes. */
async function authorize({ schoolId, graduateId }: Graduate, expiresAt: Date): Promise<number> {
  const graduate = await findFormGraduate(on.database, { schoolId, graduateId });
  assert.ok(graduate);
  const recorded = await on.registry.read({ schoolId, graduateId });
  const issues = contentsOf(graduate, recorded)
    .filter(({ kind }) => kind === 'archive')
    .map(({ kind, content }) => ({ graduateId, kind, content, expiresAt }));
  const issuing = { schoolId, purpose: 'authorization', issues, accountId: null, now: on.clock.now() } as const;
  const [issued] = await on.database.transaction(tx => issueCodes(tx, on.vault, issuing));
  return issued?.id ?? 0;
}
const check = unnamed(
  `insert into verification_check_history (school_id, code_id, graduate_id, at, way, outcome, network)
   values (1, $1, $2, $3, 'typed', $4, '203.0.113.0/24')`,
);
const codesOf = async (graduateId: number) =>
  (
    await on.database.query(
      unnamed<{ codeSealed: Buffer }>(
        `select code_sealed from verification_code where graduate_id = $1 and purpose = 'authorization'`,
      ),
      [graduateId],
    )
  ).map(({ codeSealed }) => on.vault.open(codeSealed));
const states = async (filter = '') =>
  (await on.get(admin, `archive/authorizations?${filter}`)).rows.map((row: { name: string; label: string }) => [
    row.name,
    row.label,
  ]);
const sheet = async (who: Someone, list: string) =>
  tools.read((await on.send(who, 'GET', `/api/verification/archive/${list}/file`)).rawPayload);

test('核验列表: in force, not authorized, expired; how often and when it was checked; and never a code', async () => {
  const code = await authorize(one, new Date(on.clock.now().getTime() + 3 * 86_400_000));
  await on.database.execute(check, [code, one.graduateId, on.clock.now(), 'found']);
  await on.database.execute(check, [code, one.graduateId, on.clock.now(), 'other-name']);
  assert.deepEqual(await states(), [
    ['𬭎·㛃', '生效中'],
    [none.name, '未确认'],
    [two.name, '未确认'],
  ]);
  const [row] = (await on.get(department, 'archive/authorizations?state=live')).rows;
  assert.deepEqual([row.checks, row.checkedAt, row.isReported], [1, on.clock.now().toISOString(), true]);
  const form = await on.get(department, `archive/authorizations/${one.graduateId}`);
  assert.deepEqual(
    form.sections.map(({ title }: { title: string }) => title),
    ['基本信息', '毕业去向信息', '档案转递信息'],
  );
  const exported = await sheet(admin, 'authorization-exports');
  assert.deepEqual(exported[0]?.slice(-5), ['核验状态', '授权时间', '有效期至', '被核验次数', '最近一次核验']);
  assert.equal(exported.length, 4);
  const [typed = ''] = await codesOf(one.graduateId);
  assert.ok(typed.length > 10);
  const answers = JSON.stringify([row, form, exported, await on.get(admin, 'archive/transfer-codes')]);
  for (const text of [typed, typed.replaceAll('-', ''), '/check/', '98765']) assert.ok(!answers.includes(text), text);
});

test('what is not authorized can be looked at as it would be; without a destination there is nothing', async () => {
  assert.match(JSON.stringify(await on.get(admin, `archive/authorizations/${two.graduateId}`)), /厦门市演示人才服务中心/);
  assert.equal((await on.get(admin, `archive/authorizations/${none.graduateId}`)).code, 'no-form-yet');
  assert.equal((await on.get(department, `archive/authorizations/${two.graduateId}`)).code, 'not-found');
});

test('past its day it has expired, and ended by the graduate it is as if there had been none', async () => {
  on.clock.advance(4 * 86_400_000);
  assert.deepEqual(await states('state=over'), [['𬭎·㛃', '已过期']]);
  assert.deepEqual(await states('state=live'), []);
  const end = { schoolId: 1, graduateIds: [one.graduateId], reason: 'graduate', now: on.clock.now() } as const;
  await on.database.transaction(tx => endCodes(tx, end));
  assert.deepEqual(await states('state=over'), [['𬭎·㛃', '已过期']]);
  await authorize(one, new Date(on.clock.now().getTime() + 86_400_000));
  assert.deepEqual(await states('state=live'), [['𬭎·㛃', '生效中']]);
  await on.database.transaction(tx => endCodes(tx, end));
  assert.equal((await states('state=none')).length, 3);
});

test('转递列表 as a sheet: basics, destination, archive and the code; numbers in full by the school’s permission alone', async () => {
  await on.generate(admin, 'archive');
  const [headers = [], first = []] = await sheet(admin, 'transfer-exports');
  const cell = (header: string) => first[headers.indexOf(header)];
  assert.deepEqual(['姓名', '身份证号', '生源所在地', '毕业去向', '单位名称', '档案转递单位名称', '编号状态'].map(cell), [
    '𬭎·㛃',
    one.idNumber,
    '福建省厦门市思明区',
    '签就业协议形式就业',
    '厦门第七座桥软件技术有限公司',
    '厦门市演示人才服务中心',
    '已生成',
  ]);
  const [row] = (await on.get(admin, 'archive/transfer-codes')).rows;
  assert.equal(cell('转递编号'), row.code);
  const own = await sheet(department, 'transfer-exports');
  assert.deepEqual([own.length, own[1]?.[3]?.slice(0, 6)], [3, '350***']);
  const log = unnamed<{ count: number }>(`select count(*)::int as count from audit_event where action = 'codes-exported'`);
  assert.equal((await on.database.one(log)).count, 3);
});

test('the school’s codes are never shown to graduates', async () => {
  const refused = await on.send(one, 'GET', '/api/verification/archive/transfer-codes');
  assert.equal(refused.statusCode, 403);
});

test('filters: generated or not, out of date or not, on which days', async () => {
  const found = async (filter: string) => (await on.get(admin, `archive/transfer-codes?${filter}`)).total;
  assert.deepEqual(
    [await found('generated=yes'), await found('generated=no'), await found('outdated=yes'), await found('outdated=no')],
    [2, 1, 1, 2],
  );
  assert.deepEqual(
    [await found('from=2027-03-14&to=2027-03-14'), await found('from=2027-03-15'), await found('to=2027-03-13')],
    [2, 0, 0],
  );
  assert.deepEqual([await found('q=5455&generated=yes'), await found('department=2')], [0, 1]);
});
