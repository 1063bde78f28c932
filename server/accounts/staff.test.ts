import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { beijingDay, dayLength } from '#domain/dates.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { writeRows } from '#server/platform/sheets/write.ts';
import { revealRoute } from '#server/roster/reveal.ts';
import { schoolRoutes } from '#server/schools/index.ts';
import { signInRoutes } from '#server/sign-in/routes.ts';
import {
  cookieOf,
  cookiesOf,
  createTestApp,
  createTestPlatform,
  makeAccount,
  makeGraduate,
  makeSchool,
  type TestPlatform,
} from '#server/testing/platform.ts';
import { accountRoutes } from './routes.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let admin = '';
let second = { id: 0, cookie: '' };
let school = '';
let adminId = 0;
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [
    ...signInRoutes(platform, { helpContact: '', inboxUrl: null }),
    ...accountRoutes(platform),
    ...schoolRoutes(platform),
    revealRoute(platform),
  ]);
  await makeSchool(platform.database, 1);
  await makeSchool(platform.database, 2, '西山大学');
  adminId = await makeAccount(platform, { kind: 'schoolAdmin', login: 'admin-one', schoolId: 1, name: '欧阳㛃' });
  admin = await cookieOf(platform, { kind: 'schoolAdmin', accountId: adminId });
  const id = await makeAccount(platform, { kind: 'schoolAdmin', login: 'admin-two', schoolId: 1 });
  second = { id, cookie: await cookieOf(platform, { kind: 'schoolAdmin', accountId: id }) };
  const schoolId = await makeAccount(platform, { kind: 'school', login: 'desk-one', schoolId: 1 });
  school = await cookieOf(platform, { kind: 'school', accountId: schoolId });
});
after(async () => {
  await app.close();
  await platform.stop();
});

let keys = 0;
const send = (method: 'GET' | 'POST' | 'PUT', url: string, cookie: string, payload?: object, key = `staff-key-${++keys}`) =>
  app.inject({ method, url, headers: { cookie, 'idempotency-key': key }, ...(payload ? { payload } : {}) });
const signIn = (login: string, password: string) =>
  app.inject({ method: 'POST', url: '/api/session', payload: { login, password } });
const account = (login: string, more: object = {}) => ({ login, name: '辛䶮', kind: 'department', departmentIds: [1], ...more });

describe('accounts of a school', () => {
  test('a new one has a password that is told once, and opens nothing before it is changed', async () => {
    const payload = account('Xin-Yan');
    const [first, again] = [
      await send('POST', '/api/accounts', admin, payload, 'same-key-1'),
      await send('POST', '/api/accounts', admin, payload, 'same-key-1'),
    ];
    assert.equal(first.statusCode, 200, first.body);
    assert.equal(first.json().password, again.json().password);
    const kept = await platform.database.query(unnamed<{ outcome: unknown }>('select outcome from command_key'));
    assert.doesNotMatch(JSON.stringify(kept), new RegExp(first.json().password));

    const signedIn = await signIn('xin-yan', first.json().password);
    assert.equal(signedIn.statusCode, 200, signedIn.body);
    const cookie = cookiesOf(signedIn);
    assert.equal((await send('GET', '/api/me', cookie)).json().mustFirst, 'password');
    const closed = await send('POST', '/api/graduates/1/reveal', cookie, { what: 'phone', purpose: '核对' });
    assert.deepEqual([closed.statusCode, closed.json().code], [403, 'password-to-change']);

    const change = (current: string, next: string) => send('PUT', '/api/account/password', cookie, { current, next });
    assert.equal((await change('wrong', 'zai-hai-yun-57')).json().fields.current, '密码不正确');
    assert.match((await change(first.json().password, 'xin-yan-2027')).json().fields.next, /您的账号/);
    assert.equal((await change(first.json().password, first.json().password)).json().fields.next, '新密码不能与现在的密码相同');
    assert.equal((await change(first.json().password, 'zai-hai-yun-57')).json().initialPassword, false);
    assert.equal((await send('GET', '/api/me', cookie)).json().mustFirst, null);
    assert.equal((await signIn('xin-yan', first.json().password)).statusCode, 401);
  });

  test('a login is given once in the country, and belongs to no phone', async () => {
    assert.equal(
      (await send('POST', '/api/accounts', admin, account('xin-yan'))).json().fields.login,
      '该账号已被使用，请换一个',
    );
    assert.match((await send('POST', '/api/accounts', admin, account('13900990001'))).json().fields.login, /手机号/);
    assert.match(
      (await send('POST', '/api/accounts', admin, account('no-dep', { departmentIds: [] }))).json().fields.departmentIds,
      /院系/,
    );
    assert.match(
      (await send('POST', '/api/accounts', admin, account('far-dep', { departmentIds: [77] }))).json().fields.departmentIds,
      /不存在/,
    );
  });

  test('everything ends at once when it is disabled, and when it loses a department', async () => {
    const made = (await send('POST', '/api/accounts', admin, account('gone-soon', { departmentIds: [1, 2] }))).json();
    const { id } = made.account;
    const open = await cookieOf(platform, { kind: 'department', accountId: id });
    assert.equal((await send('GET', '/api/me', open)).json().departments.length, 2);
    const fewer = { name: '辛䶮', kind: 'department', departmentIds: [2], version: made.account.version };
    const changed = await send('PUT', `/api/accounts/${id}`, admin, fewer);
    assert.deepEqual(
      changed.json().account.departments.map((one: { id: number }) => one.id),
      [2],
    );
    assert.equal((await send('GET', '/api/me', open)).json(), null);

    const again = await cookieOf(platform, { kind: 'department', accountId: id });
    assert.notEqual((await send('GET', '/api/me', again)).json(), null);
    const stale = await send('POST', `/api/accounts/${id}/disable`, admin, { version: made.account.version });
    assert.equal(stale.json().code, 'changed-meanwhile');
    const disabled = await send('POST', `/api/accounts/${id}/disable`, admin, { version: changed.json().account.version });
    assert.equal(disabled.json().account.sessions, 0);
    assert.equal((await send('GET', '/api/me', again)).json(), null);
    assert.equal((await signIn('gone-soon', made.password)).json().code, 'account-disabled');
    const enabled = await send('POST', `/api/accounts/${id}/enable`, admin, { version: disabled.json().account.version });
    assert.equal(enabled.json().account.disabledAt, null);
    const reset = await send('POST', `/api/accounts/${id}/reset-password`, admin, { version: enabled.json().account.version });
    assert.equal((await signIn('gone-soon', made.password)).statusCode, 401);
    assert.equal((await signIn('gone-soon', reset.json().password)).statusCode, 200);
  });

  test('a password that is changed meanwhile does not keep the account from being disabled', async () => {
    const made = (await send('POST', '/api/accounts', admin, account('in-time'))).json();
    const { id, version } = made.account;
    const open = await cookieOf(platform, { kind: 'department', accountId: id });
    const own = await send('PUT', '/api/account/password', open, { current: made.password, next: 'zai-hai-yun-57' });
    assert.equal(own.statusCode, 200, own.body);
    const disabled = await send('POST', `/api/accounts/${id}/disable`, admin, { version });
    assert.equal(disabled.statusCode, 200, disabled.body);
    assert.equal((await send('GET', '/api/me', open)).json(), null);
  });

  test('nobody disables themselves, and of two who disable each other one stays', async () => {
    const listed = (await send('GET', '/api/accounts?kind=schoolAdmin', admin)).json();
    const versionOf = (id: number) => listed.rows.find((row: { id: number }) => row.id === id).version;
    const own = await send('POST', `/api/accounts/${adminId}/disable`, admin, { version: versionOf(adminId) });
    assert.equal(own.json().code, 'own-account');
    const demoted = { name: '欧阳㛃', kind: 'school', departmentIds: [], version: versionOf(adminId) };
    assert.equal((await send('PUT', `/api/accounts/${adminId}`, admin, demoted)).json().code, 'own-account');
    const answers = await Promise.all([
      send('POST', `/api/accounts/${second.id}/disable`, admin, { version: versionOf(second.id) }),
      send('POST', `/api/accounts/${adminId}/disable`, second.cookie, { version: versionOf(adminId) }),
    ]);
    const codes = answers.map(answer => answer.json().code ?? 'done');
    assert.ok(codes.includes('done'), JSON.stringify(codes));
    assert.ok(
      codes.some(code => ['last-admin', 'not-signed-in'].includes(code)),
      JSON.stringify(codes),
    );
    const left = await platform.database.query(
      unnamed(`select id from account where school_id = 1 and kind = 'schoolAdmin' and disabled_at is null`),
    );
    assert.equal(left.length, 1);
    await platform.database.execute(unnamed('update account set disabled_at = null where school_id = 1'));
  });

  test('belong to their school, and to its admins alone', async () => {
    const elsewhere = await makeAccount(platform, { kind: 'school', login: 'elsewhere', schoolId: 2 });
    admin = await cookieOf(platform, { kind: 'schoolAdmin', accountId: adminId });
    assert.equal((await send('POST', `/api/accounts/${elsewhere}/disable`, admin, { version: 1 })).statusCode, 404);
    assert.doesNotMatch((await send('GET', '/api/accounts?limit=100', admin)).body, /elsewhere/);
    assert.equal((await send('GET', '/api/accounts', school)).statusCode, 403);
    const found = (await send('GET', '/api/accounts?q=欧阳&state=active', admin)).json();
    assert.deepEqual([found.total, found.rows[0].login], [1, 'admin-one']);
  });

  test('a sheet makes what is right in it and says of each row what came of it', async () => {
    const sheetOf = (rows: readonly string[][]) => {
      const to = new PassThrough();
      const columns = ['账号*', '姓名*', '账号类型*', '负责的院系'].map(header => ({ header }));
      return Promise.all([buffer(to), writeRows('账号', columns, rows, to)]).then(([sheet]) => sheet);
    };
    const sheet = sheetOf([
      ['fudao-1', '麦麦提·𬭎', '院系用户', '信息学院、人文与新闻传播学院'],
      ['fudao-2', '谭㵘', '院系用户', '没有的学院'],
      ['FUDAO-1', '重名', '学校用户', ''],
      ['jiuye', '=1+1', '学校用户', ''],
      ['', '', '', ''],
      ['x', '', '院长', ''],
    ]);
    const otherSheet = sheetOf([['fudao-9', '乙', '学校用户', '']]);
    const headers = {
      cookie: admin,
      'content-type': 'application/octet-stream',
      'file-name': encodeURIComponent('账号.xlsx'),
      'idempotency-key': randomUUID(),
    };
    const payload = await sheet;
    const post = () => app.inject({ method: 'POST', url: '/api/account-imports', headers, payload });
    const [done, twin] = await Promise.all([post(), post()]);
    assert.deepEqual(twin.json(), done.json(), 'two at once: one answer');
    assert.equal(done.statusCode, 200, done.body);
    const { run, rows } = done.json();
    assert.deepEqual([run.rows, run.created, run.fileName], [5, 2, '账号.xlsx']);
    assert.deepEqual(
      rows.map((row: { row: number; fault: string | null }) => [row.row, row.fault === null]),
      [
        [2, true],
        [3, false],
        [4, false],
        [5, true],
        [7, false],
      ],
    );
    assert.doesNotMatch(done.body, /password/);
    const again = await post();
    assert.deepEqual([again.statusCode, again.json()], [200, done.json()], 'sent again: the same answer');
    assert.equal((await send('GET', '/api/account-imports', admin)).json().length, 1);
    const other = await app.inject({ method: 'POST', url: '/api/account-imports', headers, payload: await otherSheet });
    assert.deepEqual([other.statusCode, other.json().code], [409, 'same-key-other-content']);
    const result = await send('GET', `/api/account-imports/${run.id}/result`, admin);
    assert.equal(result.statusCode, 200);
    assert.equal(result.rawPayload.subarray(0, 2).toString(), 'PK');
    const second = await send(
      'GET',
      `/api/account-imports/${run.id}/result`,
      await cookieOf(platform, {
        kind: 'schoolAdmin',
        accountId: await makeAccount(platform, { kind: 'schoolAdmin', login: 'other-admin', schoolId: 2 }),
      }),
    );
    assert.equal(second.statusCode, 404);
    const broken = await app.inject({
      method: 'POST',
      url: '/api/account-imports',
      headers: { ...headers, 'idempotency-key': randomUUID() },
      payload: Buffer.from('no sheet'),
    });
    assert.deepEqual([broken.statusCode, broken.json().code], [422, 'sheet-refused']);
    const template = await send('GET', '/api/account-imports/template', admin);
    assert.equal(template.rawPayload.subarray(0, 2).toString(), 'PK');
  });
});

describe('the level above', () => {
  test('makes a school and its first admin, and reaches no other account there', async () => {
    const operatorId = await makeAccount(platform, { kind: 'operator', login: 'operator' });
    const operator = await cookieOf(platform, { kind: 'operator', accountId: operatorId });
    const made = await send('POST', '/api/schools', operator, { code: '10990', name: '沧浪师范学院', provinceCode: '350000' });
    assert.equal(made.statusCode, 200, made.body);
    const { id } = made.json();
    assert.match(
      (await send('POST', '/api/schools', operator, { code: '10990', name: '重复', provinceCode: '350000' })).json().fields.code,
      /已有/,
    );
    const first = await send('POST', `/api/schools/${id}/admins`, operator, { login: 'canglang', name: '管理员' });
    assert.equal(first.json().account.kind, 'schoolAdmin');
    assert.equal((await send('GET', `/api/schools/${id}/admins`, operator)).json().admins.length, 1);
    const others = await platform.database.query(unnamed<{ id: number }>(`select id from account where login = 'elsewhere'`));
    const act = await send('POST', `/api/schools/2/admins/${others[0]?.id}/disable`, operator, { version: 1 });
    assert.equal(act.statusCode, 404);
    assert.equal((await send('GET', '/api/schools', admin)).statusCode, 403);

    await platform.database.execute(
      unnamed(`insert into province (code, name) values ('440000', '广东省') on conflict do nothing`),
    );
    const provinceId = await makeAccount(platform, { kind: 'province', login: 'prov', provinceCode: '440000' });
    const province = await cookieOf(platform, { kind: 'province', accountId: provinceId });
    assert.deepEqual((await send('GET', '/api/schools', province)).json().rows, []);
    assert.equal((await send('GET', `/api/schools/${id}/admins`, province)).statusCode, 404);
    const far = await send('POST', '/api/schools', province, { code: '10991', name: '别处大学', provinceCode: '350000' });
    assert.match(far.json().fields.provinceCode, /本省/);
  });

  test('a new school enters its departments before its roster', async () => {
    const made = await send('POST', '/api/departments', admin, {
      name: '海洋学院',
      majors: [{ code: '070701', name: '海洋科学' }],
    });
    assert.equal(made.json().name, '海洋学院');
    assert.match((await send('POST', '/api/departments', admin, { name: '海洋学院', majors: [] })).json().fields.name, /同名/);
    const renamed = await send('PUT', `/api/departments/${made.json().id}`, admin, { name: '海洋与地球学院', majors: [] });
    assert.equal(renamed.json().name, '海洋与地球学院');
    assert.equal((await send('GET', '/api/departments', admin)).json().length, 3);
  });
});

describe('a number in full', () => {
  let graduateId = 0;
  before(async () => {
    ({ graduateId } = await makeGraduate(platform.database, platform.vault, { departmentId: 1, phone: '13800990007' }));
  });
  test('is shown for a purpose within the scope, and every look is audited', async () => {
    const look = (cookie: string, what: string, purpose: string) =>
      send('POST', `/api/graduates/${graduateId}/reveal`, cookie, { what, purpose });
    assert.equal((await look(school, 'idNumber', '核对证件号')).json().value, '350203200411020011');
    assert.equal((await look(school, 'phone', '电话通知')).json().value, '13800990007');
    assert.match((await look(school, 'phone', ' ')).json().fields.purpose, /请填写用途/);
    for (const purpose of ['aa', '看看', '啊啊啊啊啊', 'check the number'])
      assert.match((await look(school, 'phone', purpose)).json().fields.purpose, /请用中文写明用途/, purpose);
    const id = await makeAccount(platform, { kind: 'department', login: 'other-dep', schoolId: 1, departmentIds: [2] });
    const department = await cookieOf(platform, { kind: 'department', accountId: id });
    assert.equal((await look(department, 'phone', '电话通知')).statusCode, 404);
    const looks = await platform.database.query(
      unnamed<{ object: string; detailSealed: Buffer }>(
        `select object, detail_sealed from audit_event where action = 'personal-data-revealed' order by id`,
      ),
    );
    assert.deepEqual(
      looks.map(({ object }) => object),
      [`graduate:${graduateId}`, `graduate:${graduateId}`],
    );
    assert.match(platform.vault.open(looks[1]?.detailSealed ?? Buffer.alloc(0)), /电话通知/);
  });

  test('a hundred times a day, also of many at once, and again the next day', async () => {
    const id = await makeAccount(platform, { kind: 'school', login: 'curious', schoolId: 1 });
    const cookie = await cookieOf(platform, { kind: 'school', accountId: id });
    const body = { what: 'idNumber', purpose: '核对证件与材料' };
    const look = () => send('POST', `/api/graduates/${graduateId}/reveal`, cookie, body);
    await platform.database.execute(unnamed(`insert into daily_use (actor, what, day, used) values ($1, 'reveal', $2, 97)`), [
      `account:${id}`,
      beijingDay(platform.clock.now()),
    ]);
    const answers = await Promise.all(Array.from({ length: 8 }, look));
    const refusals = answers.filter(({ statusCode }) => statusCode === 429).map(answer => answer.json());
    assert.equal(refusals.length, 5);
    assert.match(refusals[0].title, /已达 100 次，请明天再查看/);
    platform.clock.advance(dayLength);
    const again = await cookieOf(platform, { kind: 'school', accountId: id });
    assert.equal((await send('POST', `/api/graduates/${graduateId}/reveal`, again, body)).statusCode, 200);
  });
});
