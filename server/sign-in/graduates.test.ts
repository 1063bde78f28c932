import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';
import type { FastifyInstance, LightMyRequestResponse } from 'fastify';
import { demoChsi, demoSms, demoWechat, sandboxAddresses } from '#sandbox/demo-credentials.ts';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { createSignInProvider } from '#server/platform/outside/sign-in-provider.ts';
import { createAliyunSms } from '#server/platform/outside/sms.ts';
import { createWechat } from '#server/platform/outside/wechat.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import {
  cookiesOf,
  createTestApp,
  createTestPlatform,
  makeGraduate,
  makeSchool,
  type TestGraduate,
  type TestPlatform,
  testTime,
} from '#server/testing/platform.ts';
import { signInRoutes } from './routes.ts';

const publicUrl = 'http://127.0.0.1:9';
const people = [
  {
    account: 'a',
    name: '阿依古丽·买买提',
    idNumber: '350203200411020011',
    phone: '13800990001',
    email: 'a@stu.example',
    wechatOpenid: 'o-1',
  },
  { account: 'b', name: '单于䶮', idNumber: '350121200408200086', phone: '13800990002', email: '', wechatOpenid: 'o-2' },
  { account: 'nobody', name: '林知𬭎', idNumber: '110101200001010015', phone: '13800990003', email: '', wechatOpenid: 'o-3' },
  { account: 'passport', name: 'ANNA SMITH', idNumber: 'E12345678', phone: '13800990004', email: '', wechatOpenid: 'o-4' },
].map(person => ({ ...person, password: 'x' }));

let folder = '';
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let platform: TestPlatform;
let app: FastifyInstance;
let first: TestGraduate;
let second: TestGraduate;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quxiang-graduates-'));
  await writeFile(join(folder, 'sign-in.json'), JSON.stringify(people));
  sandbox = await startSandbox({ port: 0, folder, peopleFile: join(folder, 'sign-in.json'), smsPerMinute: 100 });
  const at = sandboxAddresses(sandbox.url);
  const redirectUri = `${publicUrl}/auth/graduate/callback`;
  platform = await createTestPlatform({
    publicUrl,
    outside: {
      signIn: createSignInProvider({ issuer: at.chsiIssuer, ...demoChsi, redirectUri, allowHttp: true }),
      wechat: createWechat({ baseUrl: at.wechatBaseUrl, ...demoWechat }),
      sms: createAliyunSms({ endpoint: at.smsEndpoint, ...demoSms }),
    },
  });
  app = createTestApp(platform, signInRoutes(platform, { helpContact: '', inboxUrl: null }));
  const { database, vault } = platform;
  await makeSchool(database);
  await makeSchool(database, 2, '西岭学院');
  first = await makeGraduate(database, vault, { checked: false, phone: '13900000000' });
  await makeGraduate(database, vault, { schoolId: 2, cohort: 2030, examNumber: '27350000099001' });
  second = await makeGraduate(database, vault, { name: '单于䶮', idNumber: '350121200408200086', examNumber: '23350000099002' });
  await makeGraduate(database, vault, {
    name: 'Anna Smith',
    documentType: 'passport',
    idNumber: 'E12345678',
    examNumber: '23350000099003',
  });
});
after(async () => {
  await app.close();
  await platform.stop();
  await sandbox.stop();
  await rm(folder, { recursive: true });
});
beforeEach(() => platform.clock.set(testTime));

/** A browser at the sandbox: keeps cookies, posts the form it was given, and stops where the sandbox sends it back to us. */
async function through(url: string, form: Record<string, string>): Promise<string> {
  const jar = new Map<string, string>();
  const go = async (at: string, post?: Record<string, string>): Promise<string> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(at, {
      redirect: 'manual',
      headers: { cookie },
      ...(post && { method: 'POST', body: new URLSearchParams(post) }),
    });
    for (const line of response.headers.getSetCookie())
      jar.set(line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1, line.indexOf(';')));
    const location = response.headers.get('location');
    await response.arrayBuffer();
    if (!location) return post ? at : go(at, form);
    const next = new URL(location, at);
    return next.href.startsWith(publicUrl) ? next.href.slice(publicUrl.length) : go(next.href);
  };
  return go(url);
}
const visit = (url: string, cookie = '') => app.inject({ url, headers: { cookie } });
async function trip(start: string, form: Record<string, string>, cookie = ''): Promise<LightMyRequestResponse> {
  const leaving = await visit(start, cookie);
  const back = await through(String(leaving.headers.location), form);
  return visit(back, [cookie, cookiesOf(leaving)].filter(Boolean).join('; '));
}
const signIn = (account: string) => trip('/auth/graduate', { pick: account });
const me = async (cookie: string) => (await visit('/api/me', cookie)).json();

describe('graduates with their 学信网 account', () => {
  test('come in at the latest cohort that is open, and nothing opens before the basic information is confirmed', async () => {
    const answer = await signIn('a');
    assert.deepEqual([answer.statusCode, answer.headers.location], [303, '/m/']);
    const cookie = cookiesOf(answer);
    const { name, graduate } = await me(cookie);
    assert.deepEqual([name, graduate.cohort, graduate.cohorts, graduate.checked], ['阿依古丽·买买提', 2027, [2030, 2027], false]);

    const basic = (await visit('/api/graduate/basic-information', cookie)).json();
    assert.deepEqual(
      basic.section.rows.map(({ label }: { label: string }) => label).join(' '),
      '考生号 姓名 身份证号 毕业院校 学历 性别 民族 政治面貌 培养方式 生源所在地 入学时间 毕业时间 学号 院系 专业 学制 档案是否转入学校 户口是否转入学校 电子邮箱 手机号码',
    );
    const value = (key: string) => basic.section.rows.find((row: { key: string }) => row.key === key).value;
    assert.deepEqual(['origin', 'enrolledOn', 'schoolingYears', 'email', 'phone'].map(value), [
      '福建省厦门市思明区',
      '2023年9月',
      '4 年',
      'a@stu.example',
      '13800990001',
    ]);
    assert.equal(basic.checkedAt, null);
    const confirm = () =>
      app.inject({ method: 'POST', url: '/api/graduate/basic-information/confirmation', headers: { cookie } });
    assert.equal((await confirm()).statusCode, 200);
    platform.clock.advance(60_000);
    assert.equal((await confirm()).statusCode, 200);
    assert.equal((await visit('/api/graduate/basic-information', cookie)).json().checkedAt, testTime.replace('Z', '.000Z'));
    const audited = unnamed<{ count: number }>(
      `select count(*)::int as count from audit_event where action = 'basic-information-confirmed'`,
    );
    assert.equal((await platform.database.one(audited)).count, 1);
  });

  test('leave their contact data in every cohort, with what it was before', async () => {
    const rows = await platform.database.query(
      unnamed<{ phoneSealed: Buffer; email: string; signed: boolean }>(
        'select phone_sealed, email, first_signed_in_at is not null as signed from graduate where person_id = $1 order by cohort',
      ),
      [first.personId],
    );
    assert.deepEqual(
      rows.map(({ phoneSealed, email, signed }) => [platform.vault.open(phoneSealed), email, signed]),
      [
        ['13800990001', 'a@stu.example', true],
        ['13800990001', 'a@stu.example', true],
      ],
    );
    const history = await platform.database.one(
      unnamed<{ changesSealed: Buffer }>('select changes_sealed from graduate_history where school_id = 1 and graduate_id = $1'),
      [first.graduateId],
    );
    assert.deepEqual(platform.vault.openJson(history.changesSealed), {
      phone: ['13900000000', '13800990001'],
      email: [null, 'a@stu.example'],
    });
  });

  test('a new cohort is chosen by its owner alone', async () => {
    const cookie = cookiesOf(await signIn('a'));
    const choose = (cohort: number) =>
      app.inject({ method: 'PUT', url: '/api/graduate/cohort', headers: { cookie }, payload: { cohort } });
    assert.equal((await choose(2028)).statusCode, 404);
    assert.equal((await choose(2030)).statusCode, 200);
    const { school, graduate } = await me(cookie);
    assert.deepEqual([school.name, graduate.cohort], ['西岭学院', 2030]);
  });

  test('who is not on the roster is told so, and nobody is named', async () => {
    const answer = await signIn('nobody');
    assert.equal(answer.headers.location, '/m/?problem=not-on-roster');
    assert.equal(cookiesOf(answer), '');
  });

  test('a document other than an ID card needs the name to fit as well', async () => {
    assert.equal((await signIn('passport')).headers.location, '/m/?problem=not-on-roster');
    await platform.database.execute(unnamed(`update graduate set name = 'ANNA SMITH' where document_type = 'passport'`));
    assert.equal((await signIn('passport')).headers.location, '/m/');
  });

  test('the lapsed come in, to read', async () => {
    const lapse = (at: Date | null) =>
      platform.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1 and school_id = 1'), [
        second.graduateId,
        at,
      ]);
    await lapse(platform.clock.now());
    const { graduate } = await me(cookiesOf(await signIn('b')));
    await lapse(null);
    assert.equal(graduate.lapsed, true);
  });

  test('cancelling, coming back in another browser or too late signs nobody in', async () => {
    assert.equal((await trip('/auth/graduate', { cancel: '1' })).headers.location, '/m/?problem=cancelled');
    const leaving = await visit('/auth/graduate');
    const back = await through(String(leaving.headers.location), { pick: 'a' });
    assert.equal((await visit(back)).headers.location, '/m/?problem=sign-in-failed');
    const forged = cookiesOf(leaving).replace(
      /(.)(.{20})$/,
      (_, last: string, rest: string) => `${last === 'A' ? 'B' : 'A'}${rest}`,
    );
    assert.equal((await visit(back, forged)).headers.location, '/m/?problem=sign-in-failed');
    platform.clock.advance(600_000);
    assert.equal((await visit(back, cookiesOf(leaving))).headers.location, '/m/?problem=sign-in-failed');
  });

  test('nothing of a person reaches the log', () => {
    for (const { name, idNumber, phone } of people)
      for (const text of [name, idNumber, phone]) assert.ok(!platform.logged().includes(text));
  });
});

describe('WeChat', () => {
  const enterByWechat = (openid: string) => trip('/auth/wechat', { openid });
  const post = (url: string, cookie: string, headers = {}) =>
    app.inject({ method: 'POST', url, headers: { cookie, ...headers } });
  const unbind = (cookie: string) => app.inject({ method: 'DELETE', url: '/api/graduate/wechat', headers: { cookie } });
  const signedIn = async (account: string) => cookiesOf(await signIn(account));
  /** To WeChat and back, with nothing confirmed: the answer of the way back, and the cookies of this browser. */
  async function authorize(openid: string, cookie: string) {
    const leaving = await post('/api/graduate/wechat/start', cookie);
    assert.equal(leaving.statusCode, 200, leaving.body);
    const back = await visit(await through(leaving.json().url, { openid }), `${cookie}; ${cookiesOf(leaving)}`);
    return { back, cookies: `${cookie}; ${cookiesOf(back)}` };
  }
  const bind = async (openid: string, cookie: string) => post('/api/graduate/wechat', (await authorize(openid, cookie)).cookies);
  const isBound = async (cookie: string) => (await me(cookie)).graduate.wechatBound;
  const told = async () =>
    (await platform.database.query(unnamed<{ title: string }>('select title from message order by id'))).map(
      ({ title }) => title,
    );

  test('a stranger has to sign in with 学信网 first', async () => {
    assert.equal((await enterByWechat('o-1')).headers.location, '/m/?problem=wechat-not-bound');
  });

  test('once bound it signs in, until it is unbound; each is told', async () => {
    const cookie = await signedIn('a');
    assert.equal((await bind('o-1', cookie)).statusCode, 200);
    assert.equal(await isBound(cookie), true);
    const entered = await enterByWechat('o-1');
    assert.equal((await me(cookiesOf(entered))).name, '阿依古丽·买买提');

    const other = await signedIn('b');
    const taken = await bind('o-1', other);
    assert.deepEqual([taken.statusCode, taken.json().code], [409, 'wechat-bound-elsewhere']);

    assert.equal((await unbind(cookie)).statusCode, 200);
    assert.equal((await enterByWechat('o-1')).headers.location, '/m/?problem=wechat-not-bound');
    assert.equal((await bind('o-1', other)).statusCode, 200);
    assert.deepEqual(
      (await told()).filter(title => title.includes('微信')),
      ['已绑定微信', '已解除微信绑定', '已绑定微信'],
    );
    const { count } = await platform.database.one(
      unnamed<{ count: number }>(
        `select count(*)::int as count from delivery d join message m on m.id = d.message_id
         where m.title = '已绑定微信' and d.channel = 'sms'`,
      ),
    );
    assert.equal(count, 2, 'the phone is told, not only the WeChat that was just bound');
    await unbind(other);
  });

  test('a link of another site binds nothing: the old address only signs in, and who is signed in stays', async () => {
    const cookie = await signedIn('a');
    const led = await visit('/auth/wechat', cookie);
    assert.deepEqual([led.headers.location, cookiesOf(led)], ['/m/me', '']);
    const entering = await visit('/auth/wechat');
    const back = await visit(
      await through(String(entering.headers.location), { openid: 'o-1' }),
      `${cookie}; ${cookiesOf(entering)}`,
    );
    assert.equal(back.headers.location, '/m/?problem=wechat-not-bound');
    assert.equal(await isBound(cookie), false);
    for (const headers of [{ 'sec-fetch-site': 'cross-site' }, { origin: 'https://elsewhere.example' }])
      for (const url of ['/api/graduate/wechat/start', '/api/graduate/wechat'])
        assert.equal((await post(url, cookie, headers)).statusCode, 403);
  });

  test('coming back binds nothing before it is confirmed, once, in time', async () => {
    const cookie = await signedIn('a');
    assert.equal((await post('/api/graduate/wechat', cookie)).json().code, 'ticket-expired');
    const { back, cookies } = await authorize('o-1', cookie);
    assert.equal(back.headers.location, '/m/me?do=bind-wechat');
    assert.equal(await isBound(cookie), false);
    platform.clock.advance(600_001);
    assert.equal((await post('/api/graduate/wechat', cookies)).json().code, 'prove-again');
    assert.equal(await isBound(cookie), false);
  });

  test('only in the session that asked for it', async () => {
    const [a, b] = [await signedIn('a'), await signedIn('b')];
    const leaving = await post('/api/graduate/wechat/start', a);
    const back = await through(leaving.json().url, { openid: 'o-3' });
    assert.equal((await visit(back, `${b}; ${cookiesOf(leaving)}`)).headers.location, '/m/?problem=sign-in-failed');
    const { cookies } = await authorize('o-3', a);
    const pending = cookies.split('; ').find(one => one.startsWith('sign-in=')) ?? '';
    assert.equal((await post('/api/graduate/wechat', `${b}; ${pending}`)).json().code, 'ticket-expired');
    assert.equal(await isBound(b), false);
    assert.equal(
      (await visit('/auth/wechat/callback?code=x&state=y', cookiesOf(leaving))).headers.location,
      '/m/?problem=sign-in-failed',
    );
  });

  test('who came in by WeChat, or whose 学信网 sign-in is some minutes old, signs in there anew', async () => {
    const cookie = await signedIn('a');
    await bind('o-1', cookie);
    const entered = cookiesOf(await enterByWechat('o-1'));
    assert.deepEqual([(await unbind(entered)).statusCode, (await unbind(entered)).json().code], [403, 'prove-again']);
    platform.clock.advance(600_000);
    assert.equal((await unbind(cookie)).json().code, 'prove-again');
    assert.equal((await unbind(await signedIn('a'))).statusCode, 200);
  });
});
