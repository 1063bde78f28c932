import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { messageRoutes } from '#server/messages/routes.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
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
  type TestGraduate,
  type TestPlatform,
  testPassword,
  testTime,
} from '#server/testing/platform.ts';

const minute = 60_000;
let platform: TestPlatform;
let app: FastifyInstance;
let staff = 0;
let graduate: TestGraduate;
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [
    ...signInRoutes(platform, { helpContact: '0592-6180000', inboxUrl: null }),
    ...schoolRoutes(platform),
    ...messageRoutes(platform),
  ]);
  await makeSchool(platform.database);
  staff = await makeAccount(platform, {
    kind: 'department',
    login: 'xinxi',
    name: '信息学院辅导员',
    schoolId: 1,
    departmentIds: [2, 1],
  });
  graduate = await makeGraduate(platform.database, platform.vault, { name: '欧阳㛃' });
});
after(async () => {
  await app.close();
  await platform.stop();
});
beforeEach(() => platform.clock.set(testTime));

const me = (cookie: string) => app.inject({ url: '/api/me', headers: { cookie } });
const asStaff = () => cookieOf(platform, { kind: 'department', accountId: staff });
const asGraduate = () => cookieOf(platform, { kind: 'graduate', ...graduate });

describe('sessions', () => {
  test('tell who asks, with department, school and what they may do', async () => {
    const { school, departments, kind, can, employer, graduate: none } = (await me(await asStaff())).json();
    assert.deepEqual(
      { school, departments, kind },
      {
        school: { id: 1, name: '东海大学' },
        departments: [
          { id: 1, name: '信息学院' },
          { id: 2, name: '人文与新闻传播学院' },
        ],
        kind: 'department',
      },
    );
    assert.ok(can.includes('cases.review') && !can.includes('school.settings'));
    assert.deepEqual([employer, none], [null, null]);
  });

  test('tell a graduate their cohorts and modules', async () => {
    const answer = (await me(await asGraduate())).json();
    assert.equal(answer.name, '欧阳㛃');
    assert.deepEqual(
      { ...answer.graduate, modules: answer.graduate.modules.filter(({ open }: { open: boolean }) => open) },
      {
        cohort: 2027,
        cohortState: 'open',
        cohortNote: null,
        leaving: false,
        schoolName: '东海大学',
        cohorts: [2027],
        checked: true,
        wechatBound: false,
        lapsed: false,
        modules: [
          { key: 'destinations', title: '毕业去向填报', open: true },
          { key: 'archive', title: '档案信息登记', open: true },
          { key: 'hukou', title: '户口信息登记', open: true },
          { key: 'confirmation', title: '去向登记确认', open: true },
          { key: 'authorization', title: '核验授权', open: true },
        ],
      },
    );
  });

  test('tell a graduate from 1 May on that what is left before leaving comes first', async () => {
    for (const [moment, leaving] of [
      ['2027-04-30T15:59:00Z', false],
      ['2027-04-30T16:00:00Z', true],
    ] as const) {
      platform.clock.set(moment);
      assert.equal((await me(await asGraduate())).json().graduate.leaving, leaving);
    }
  });

  for (const [who, open, limit] of [
    ['staff', asStaff, 30],
    ['a graduate', asGraduate, 120],
  ] as const)
    test(`${who} may be idle for ${limit} minutes, and each request starts them anew`, async () => {
      const cookie = await open();
      platform.clock.advance(limit * minute - 1);
      assert.ok((await me(cookie)).json());
      platform.clock.advance(limit * minute - 1);
      assert.ok((await me(cookie)).json());
      platform.clock.advance(limit * minute);
      assert.equal((await me(cookie)).json(), null);
    });

  test('are written at most once a minute', async () => {
    const cookie = await asStaff();
    const seen = async () => {
      await me(cookie);
      const row = await platform.database.one(
        unnamed<{ at: Date }>('select max(last_seen_at) as at from session where account_id = $1 and ended_at is null'),
        [staff],
      );
      return row.at.getTime() - Date.parse(testTime);
    };
    await platform.database.execute(unnamed('update session set ended_at = now() where last_seen_at > $1'), [new Date(testTime)]);
    platform.clock.advance(minute - 1);
    assert.equal(await seen(), 0);
    platform.clock.advance(1);
    assert.equal(await seen(), minute);
  });

  test('end after twelve hours of work', async () => {
    const cookie = await asStaff();
    for (let passed = 0; passed < 719; passed += 20) {
      assert.ok((await me(cookie)).json());
      platform.clock.advance(Math.min(20, 720 - passed) * minute);
    }
    assert.equal((await me(cookie)).json(), null);
  });

  test('end at once when the account is disabled', async () => {
    const id = await makeAccount(platform, { kind: 'school', login: 'leaver', schoolId: 1 });
    const cookie = await cookieOf(platform, { kind: 'school', accountId: id });
    assert.ok((await me(cookie)).json());
    await platform.database.execute(unnamed('update account set disabled_at = $2 where id = $1'), [id, platform.clock.now()]);
    assert.equal((await me(cookie)).json(), null);
  });

  test('lose a right at once', async () => {
    const id = await makeAccount(platform, { kind: 'schoolAdmin', login: 'demoted', schoolId: 1 });
    const cookie = await cookieOf(platform, { kind: 'schoolAdmin', accountId: id });
    const settings = () => app.inject({ url: '/api/school/settings', headers: { cookie } });
    assert.equal((await settings()).statusCode, 200);
    await platform.database.execute(unnamed(`update account set kind = 'school' where id = $1`), [id]);
    assert.equal((await settings()).statusCode, 403);
  });

  test('hold their token nowhere but in the cookie', async () => {
    const cookie = await asStaff();
    const token = cookie.split('=')[1] ?? '';
    const rows = await platform.database.query(unnamed<{ row: string }>('select session::text as row from session'));
    assert.ok(token.length === 43 && rows.every(({ row }) => !row.includes(token)));
    assert.equal((await me(`session=${'x'.repeat(43)}`)).json(), null);
    assert.equal((await me('session=')).json(), null);
  });

  test('are listed for their owner alone and can be ended', async () => {
    const id = await makeAccount(platform, { kind: 'school', login: 'lister', schoolId: 1 });
    const [here, there] = [
      await cookieOf(platform, { kind: 'school', accountId: id }),
      await cookieOf(platform, { kind: 'school', accountId: id }),
    ];
    const listed = (await app.inject({ url: '/api/sessions', headers: { cookie: here } })).json();
    assert.equal(listed.length, 2);
    const other = listed.find(({ isThis }: { isThis: boolean }) => !isThis);
    assert.equal(other.device, 'Chrome · Windows');
    const end = (cookie: string) => app.inject({ method: 'DELETE', url: `/api/sessions/${other.id}`, headers: { cookie } });
    assert.equal((await end(await asStaff())).statusCode, 404);
    assert.equal((await end(await asGraduate())).statusCode, 404);
    assert.ok((await me(there)).json());
    assert.equal((await end(here)).statusCode, 200);
    assert.equal((await me(there)).json(), null);
    assert.ok((await me(here)).json());
  });
});

describe('the browser', () => {
  const enter = (login: string, cookie = '') =>
    app.inject({ method: 'POST', url: '/api/session', headers: { cookie }, payload: { login, password: testPassword } });

  test('gets a cookie that scripts and other sites cannot use, and a new one at each sign-in', async () => {
    const first = await enter('xinxi');
    const [session = '', device = ''] = [first.headers['set-cookie']].flat();
    assert.match(session, /^session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    assert.match(device, /^device=[\w-]{22}\.[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=15552000$/);
    const second = await enter('xinxi', cookiesOf(first));
    assert.equal((await me(cookiesOf(first))).json(), null);
    assert.ok((await me(cookiesOf(second))).json());
  });

  test('over https the cookie is bound to this host', async () => {
    const secure = createTestApp(
      { ...platform, publicUrl: 'https://qx.example' },
      signInRoutes({ ...platform, publicUrl: 'https://qx.example' }, { helpContact: '', inboxUrl: null }),
    );
    const answer = await secure.inject({
      method: 'POST',
      url: '/api/session',
      payload: { login: 'xinxi', password: testPassword },
    });
    const [session = '', device = ''] = [answer.headers['set-cookie']].flat();
    assert.match(session, /^__Host-session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Secure$/);
    assert.match(device, /^__Host-device=.*; Path=\/; HttpOnly; SameSite=Lax; Secure; Max-Age=15552000$/);
    assert.equal((await secure.inject({ url: '/api/me', headers: { cookie: cookiesOf(answer) } })).statusCode, 200);
    await secure.close();
  });

  test('signs out', async () => {
    const signedIn = cookiesOf(await enter('xinxi'));
    const out = await app.inject({ method: 'DELETE', url: '/api/session', headers: { cookie: signedIn } });
    assert.match(String(out.headers['set-cookie']), /^session=; .*Max-Age=0$/);
    assert.equal((await me(signedIn)).json(), null);
  });

  test("regions may be kept, what is one's own may not", async () => {
    const regions = await app.inject({ url: '/api/regions' });
    assert.match(String(regions.headers['cache-control']), /^public, max-age=/);
    assert.deepEqual(regions.json(), [
      ['350000', '福建省', null],
      ['350200', '厦门市', '350000'],
      ['350203', '思明区', '350200'],
    ]);
    assert.equal((await me(await asStaff())).headers['cache-control'], 'no-store');
  });

  test('finds no demo accounts where no demo runs', async () => {
    assert.deepEqual((await app.inject({ url: '/api/demo-accounts' })).json(), []);
  });
});

describe('the sessions of an account', () => {
  const computer = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0';
  const phone = 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1';
  const send = (method: 'GET' | 'DELETE', url: string, cookie: string) => app.inject({ method, url, headers: { cookie } });
  const signIn = (login: string, { cookie = '', agent = computer } = {}) =>
    app.inject({
      method: 'POST',
      url: '/api/session',
      headers: { cookie, 'user-agent': agent },
      payload: { login, password: testPassword },
    });
  const inbox = async (cookie: string): Promise<{ title: string; text: string }[]> =>
    (await send('GET', '/api/messages', cookie)).json().messages;
  let serial = 0;
  async function someone() {
    serial += 1;
    const login = `owner-${serial}`;
    const accountId = await makeAccount(platform, { kind: 'school', login, schoolId: 1 });
    return { login, cookie: await cookieOf(platform, { kind: 'school', accountId }) };
  }

  test('say which device, from which network, first and last, and which is this one; all others are ended at once', async () => {
    const { login, cookie } = await someone();
    const others = [await signIn(login, { agent: phone }), await signIn(login)].map(cookiesOf);
    const list = async () => (await send('GET', '/api/sessions', cookie)).json();
    const shown = await list();
    assert.equal(shown.length, 3);
    const here = shown.find(({ isThis }: { isThis: boolean }) => isThis);
    assert.deepEqual(
      [here.device, here.begunFrom, here.lastFrom, here.sameNetwork],
      ['Chrome · Windows', '服务器本机', '服务器本机', true],
    );
    assert.ok(shown.some(({ device }: { device: string }) => device === 'Safari · iOS'));
    assert.equal((await send('DELETE', '/api/sessions', cookie)).json().ended, 2);
    assert.equal((await list()).length, 1);
    for (const other of others) assert.equal((await send('GET', '/api/me', other)).json(), null);
    assert.equal((await send('DELETE', '/api/sessions', cookie)).json().ended, 0);
  });

  test("end of nobody else's", async () => {
    const [one, two] = [await someone(), await someone()];
    await send('DELETE', '/api/sessions', one.cookie);
    assert.ok((await send('GET', '/api/me', two.cookie)).json());
  });

  test('follow the browser to another network, of which no full address is kept', async () => {
    const { cookie } = await someone();
    platform.clock.advance(61_000);
    await app.inject({ url: '/api/me', headers: { cookie }, remoteAddress: '203.0.113.77' });
    const [own] = (await send('GET', '/api/sessions', cookie)).json();
    assert.deepEqual([own.begunFrom, own.lastFrom, own.sameNetwork], ['服务器本机', '外网 203.0.113.*', false]);
    const rows = await platform.database.query(unnamed<{ row: string }>('select session::text as row from session'));
    assert.ok(rows.every(({ row }) => !row.includes('203.0.113.77')));
  });

  test('begun in a new browser are told to the owner, in a known one not, nor is the first of all', async () => {
    const login = 'traveller';
    const accountId = await makeAccount(platform, { kind: 'school', login, schoolId: 1 });
    const titles = async () => (await inbox(await cookieOf(platform, { kind: 'school', accountId }))).map(({ title }) => title);
    const first = await signIn(login);
    assert.deepEqual(await titles(), []);
    const again = await signIn(login, { cookie: cookiesOf(first) });
    assert.deepEqual([again.statusCode, await titles()], [200, []]);
    // A colleague at the same computer does not make it a strange one.
    const colleague = await someone();
    const shared = await signIn(colleague.login, { cookie: cookiesOf(again) });
    await signIn(login, { cookie: cookiesOf(shared) });
    assert.deepEqual(await titles(), []);
    await signIn(login, { agent: phone });
    await signIn(login, { agent: phone });
    assert.deepEqual(await titles(), ['新设备登录提醒'], 'of one kind of device once a day');
    const [told] = await inbox(await cookieOf(platform, { kind: 'school', accountId }));
    assert.match(told?.text ?? '', /Safari · iOS，服务器本机/);
  });
});
