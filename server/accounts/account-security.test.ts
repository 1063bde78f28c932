/** What keeps an account its owner's: second factor, recovery codes, initial passwords that end, proofs before changes. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { FastifyInstance } from 'fastify';
import { dayLength } from '#domain/dates.ts';
import { proofMinutes } from '#domain/rules/proof.ts';
import { memberRoutes } from '#server/members/routes.ts';
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
  makeSchool,
  type TestPlatform,
  testPassword,
} from '#server/testing/platform.ts';
import { type Rescue, rescueAccount } from './rescue-account.ts';
import { accountRoutes } from './routes.ts';
import { nextTotp } from './totp.ts';

let platform: TestPlatform;
let app: FastifyInstance;
let adminId = 0;
before(async () => {
  platform = await createTestPlatform();
  app = createTestApp(platform, [
    ...signInRoutes(platform, { helpContact: '', inboxUrl: null }),
    ...accountRoutes(platform),
    ...schoolRoutes(platform),
    ...messageRoutes(platform),
    ...memberRoutes(platform),
  ]);
  await makeSchool(platform.database);
  adminId = await makeAccount(platform, { kind: 'schoolAdmin', login: 'admin', schoolId: 1, name: '欧阳㛃' });
});
after(async () => {
  await app.close();
  await platform.stop();
});

type Method = 'GET' | 'POST' | 'PUT';
const send = (method: Method, url: string, cookie: string, payload?: object) =>
  app.inject({ method, url, headers: { cookie }, ...(payload ? { payload } : {}) });
const signIn = (login: string, password = testPassword, { totp }: { totp?: string } = {}) =>
  app.inject({ method: 'POST', url: '/api/session', payload: { login, password, totp } });
const admin = () => cookieOf(platform, { kind: 'schoolAdmin', accountId: adminId });
let serial = 0;
async function someone(kind: 'department' | 'school' = 'school') {
  serial += 1;
  const login = `member-${serial}`;
  const accountId = await makeAccount(platform, {
    kind,
    login,
    schoolId: 1,
    ...(kind === 'department' ? { departmentIds: [1] } : {}),
  });
  return { login, accountId, cookie: await cookieOf(platform, { kind, accountId }) };
}
/** Each time step is good once: the clock goes on between them. */
function token(secret: string): string {
  platform.clock.advance(30_000);
  return nextTotp(secret, 0, platform.clock.now());
}
async function setUp(cookie: string) {
  const { secret, ticket } = (await send('POST', '/api/account/second-factor', cookie)).json();
  const set = await send('PUT', '/api/account/second-factor', cookie, { ticket, token: token(secret) });
  assert.equal(set.statusCode, 200, set.body);
  return { secret, ...set.json() };
}
const inbox = async (cookie: string): Promise<{ title: string; text: string }[]> =>
  (await send('GET', '/api/messages', cookie)).json().messages;

describe('the second factor', () => {
  test('is asked of an admin before anything else opens, and set up with a password made from the secret', async () => {
    const id = await makeAccount(platform, { kind: 'schoolAdmin', login: 'fresh-admin', schoolId: 1, totpSecret: undefined });
    const [cookie, elsewhere] = await Promise.all([1, 2].map(() => cookieOf(platform, { kind: 'schoolAdmin', accountId: id })));
    assert.ok(cookie && elsewhere);
    assert.equal((await send('GET', '/api/accounts', cookie)).json().code, 'second-factor-to-set-up');
    const begun = (await send('POST', '/api/account/second-factor', cookie)).json();
    assert.match(begun.uri, /^otpauth:\/\/totp\/.*secret=[A-Z2-7]+/);
    const wrong = await send('PUT', '/api/account/second-factor', cookie, { ticket: begun.ticket, token: '000000' });
    assert.match(wrong.json().fields.token, /不正确/);
    const forged = await send('PUT', '/api/account/second-factor', cookie, { ticket: begun.ticket.slice(2), token: '000000' });
    assert.equal(forged.json().code, 'ticket-expired');
    const set = await send('PUT', '/api/account/second-factor', cookie, { ticket: begun.ticket, token: token(begun.secret) });
    assert.equal(set.json().security.secondFactor, true);
    assert.equal((await send('GET', '/api/accounts', cookie)).statusCode, 200);
    assert.equal((await send('GET', '/api/me', elsewhere)).json(), null);
    const removal = await send('POST', '/api/account/second-factor/removal', cookie, { token: token(begun.secret) });
    assert.equal(removal.json().code, 'second-factor-required');
    assert.equal((await signIn('fresh-admin')).json().code, 'totp-required');
  });

  test('is offered to everybody who signs in with a password, and given up with one', async () => {
    const employer = await makeAccount(platform, { kind: 'employerAdmin', login: '13900990777', phone: '13900990777' });
    for (const cookie of [
      (await someone('department')).cookie,
      (await someone()).cookie,
      await cookieOf(platform, { kind: 'employerAdmin', accountId: employer }),
    ]) {
      const { secret, security } = await setUp(cookie);
      assert.deepEqual([security.secondFactor, security.secondFactorRequired, security.recoveryCodesLeft], [true, false, 10]);
      assert.match(
        (await send('POST', '/api/account/second-factor/removal', cookie, { token: '000000' })).json().fields.token,
        /不正确/,
      );
      const removed = await send('POST', '/api/account/second-factor/removal', cookie, { token: token(secret) });
      assert.deepEqual([removed.json().secondFactor, removed.json().recoveryCodesLeft], [false, 0]);
    }
  });

  test('is asked, where the school says so, of those who sign in afterwards; nobody is interrupted', async () => {
    const [department, school] = [await someone('department'), await someone()];
    const cookie = await admin();
    const change = async (secondFactorDuty: string) => {
      const settings = (await send('GET', '/api/school/settings', cookie)).json();
      const changed = await send('PUT', '/api/school/settings', cookie, { ...settings, secondFactorDuty });
      assert.equal(changed.statusCode, 200, changed.body);
    };
    const mustFirst = async (of: string) => (await send('GET', '/api/me', of)).json().mustFirst;
    const again = async ({ accountId }: { accountId: number }, kind: 'department' | 'school') =>
      mustFirst(await cookieOf(platform, { kind, accountId }));
    platform.clock.advance(1000);
    await change('school');
    assert.deepEqual(
      [await mustFirst(school.cookie), await again(school, 'school'), await again(department, 'department')],
      [null, 'second-factor', null],
    );
    platform.clock.advance(1000);
    await change('everybody');
    assert.deepEqual([await mustFirst(department.cookie), await again(department, 'department')], [null, 'second-factor']);
    const led = await cookieOf(platform, { kind: 'department', accountId: department.accountId });
    assert.equal((await send('GET', '/api/messages', led)).json().code, 'second-factor-to-set-up');
    await setUp(led);
    assert.equal(await mustFirst(led), null);
    assert.equal((await send('GET', '/api/account/security', led)).json().secondFactorRequired, true);
    await change('admins');
    assert.equal(await again(school, 'school'), null);
  });

  test('that is lost is stood in for by a recovery code, each once; the owner is told', async () => {
    const { login, cookie } = await someone();
    const { recoveryCodes } = await setUp(cookie);
    assert.equal(new Set(recoveryCodes).size, 10);
    const [code, next] = recoveryCodes;
    assert.match(code, /^[a-z2-9]{4}-[a-z2-9]{4}-[a-z2-9]{4}$/);
    assert.equal((await signIn(login, 'wrong', { totp: code })).json().code, 'wrong-credentials');
    const entered = await signIn(login, testPassword, { totp: ` ${code.toUpperCase().replaceAll('-', ' ')} ` });
    assert.equal(entered.statusCode, 200, entered.body);
    assert.equal((await signIn(login, testPassword, { totp: code })).json().code, 'wrong-totp');
    const told = (await inbox(cookiesOf(entered))).find(({ title }) => title === '使用恢复码登录');
    assert.match(told?.text ?? '', /还剩 9 个/);
    const renewed = (await send('POST', '/api/account/recovery-codes', cookie)).json();
    assert.equal((await signIn(login, testPassword, { totp: next })).json().code, 'wrong-totp');
    const both = await Promise.all([1, 2].map(() => signIn(login, testPassword, { totp: renewed.recoveryCodes[0] })));
    assert.deepEqual(both.map(({ statusCode }) => statusCode).toSorted(), [200, 401]);
    const rows = await platform.database.query(unnamed<{ row: string }>('select recovery_code::text as row from recovery_code'));
    assert.ok(rows.every(({ row }) => !row.includes(renewed.recoveryCodes[1])));
  });

  test('is taken away by the admin with a reason, which is logged and told', async () => {
    const { login, accountId, cookie } = await someone();
    const { recoveryCodes } = await setUp(cookie);
    const act = (body: object, by: string) => send('POST', `/api/accounts/${accountId}/remove-second-factor`, by, body);
    const by = await admin();
    assert.match((await act({ version: 1 }, by)).json().fields.reason, /写明原因/);
    const done = await act({ version: 1, reason: '手机遗失，已当面核实本人' }, by);
    assert.equal(done.json().account.secondFactor, false, done.body);
    assert.equal((await send('GET', '/api/me', cookie)).json(), null);
    const entered = await signIn(login);
    assert.equal(entered.statusCode, 200, entered.body);
    const told = (await inbox(cookiesOf(entered))).find(({ title }) => title === '动态口令已解除');
    assert.match(told?.text ?? '', /欧阳㛃.*手机遗失，已当面核实本人/);
    const { detailSealed } = await platform.database.one(
      unnamed<{ detailSealed: Buffer }>(
        `select detail_sealed from audit_event where action = 'second-factor-removed' and object = $1 order by id desc limit 1`,
      ),
      [`account:${accountId}`],
    );
    assert.match(platform.vault.open(detailSealed), /手机遗失/);
    await setUp(cookiesOf(entered));
    assert.equal((await signIn(login, testPassword, { totp: recoveryCodes[0] })).json().code, 'wrong-totp');
  });

  test("of an employer's member is taken away by an administrator of it, and of no other", async () => {
    const first = await makeAccount(platform, { kind: 'employerAdmin', login: '13900990701', phone: '13900990701' });
    const { employerId } = await platform.database.one(
      unnamed<{ employerId: number }>('select employer_id from account where id = $1'),
      [first],
    );
    const member = await makeAccount(platform, { kind: 'employerStaff', login: '13900990702', phone: '13900990702', employerId });
    await setUp(await cookieOf(platform, { kind: 'employerStaff', accountId: member }));
    const other = await makeAccount(platform, { kind: 'employerAdmin', login: '13900990703', phone: '13900990703' });
    const remove = async (accountId: number, target = member) =>
      send(
        'POST',
        `/api/employer/members/${target}/second-factor-removal`,
        await cookieOf(platform, { kind: 'employerAdmin', accountId }),
        {
          reason: '手机遗失，已核实本人',
        },
      );
    assert.equal((await remove(other)).statusCode, 404);
    assert.equal((await remove(first, first)).json().code, 'own-account');
    const removed = (await remove(first)).json();
    assert.deepEqual(
      removed.members.map(({ secondFactor }: { secondFactor: boolean }) => secondFactor),
      [false, false],
    );
    const entered = await signIn('13900990702');
    assert.ok((await inbox(cookiesOf(entered))).some(({ title }) => title === '动态口令已解除'));
  });
});

describe('an initial password', () => {
  test('ends after a week, is said to, and is made anew by the admin', async () => {
    const by = await admin();
    const form = { login: 'newcomer', name: '辛䶮', kind: 'department', departmentIds: [1] };
    const made = (await send('POST', '/api/accounts', by, form)).json();
    const until = platform.clock.now().getTime() + 7 * dayLength;
    assert.equal(made.account.initialPasswordUntil, new Date(until).toISOString());
    platform.clock.set(new Date(until - 1).toISOString());
    assert.equal((await signIn('newcomer', made.password)).statusCode, 200);
    platform.clock.set(new Date(until).toISOString());
    assert.equal((await signIn('newcomer', 'wrong')).json().code, 'wrong-credentials');
    const late = await signIn('newcomer', made.password);
    assert.deepEqual([late.statusCode, late.json().code], [403, 'initial-password-over']);
    assert.match(late.json().title, /7 天有效期.*管理员重新生成/);
    const { id, version } = made.account;
    const again = (await send('POST', `/api/accounts/${id}/reset-password`, await admin(), { version })).json();
    const cookie = cookiesOf(await signIn('newcomer', again.password));
    assert.equal((await send('GET', '/api/me', cookie)).json().mustFirst, 'password');
    const own = await send('PUT', '/api/account/password', cookie, { current: again.password, next: 'zai-hai-yun-57' });
    assert.equal(own.statusCode, 200, own.body);
    platform.clock.advance(30 * dayLength);
    assert.equal((await signIn('newcomer', 'zai-hai-yun-57')).statusCode, 200);
    const told = await inbox(cookiesOf(await signIn('newcomer', 'zai-hai-yun-57')));
    assert.ok(told.some(({ title }) => title === '密码已重置'));
  });
});

describe('an account that nobody above manages', () => {
  test('is given a way in again at the console, with a reason that is told', async () => {
    const operator = await makeAccount(platform, { kind: 'operator', login: 'lost-operator' });
    const rescue = (login: string, how: Rescue) =>
      rescueAccount(platform, { login, rescue: how, reason: '手机遗失，已核实本人' });
    assert.equal(await rescue('nobody-at-all', 'new-password'), undefined);
    assert.ok(await rescue('Lost-Operator', 'remove-second-factor'));
    const made = await rescue('lost-operator', 'new-password');
    const cookie = cookiesOf(await signIn('lost-operator', made?.password ?? ''));
    assert.equal((await send('GET', '/api/me', cookie)).json().mustFirst, 'password');
    const changed = await send('PUT', '/api/account/password', cookie, { current: made?.password, next: 'zai-hai-yun-57' });
    assert.equal(changed.statusCode, 200, changed.body);
    await setUp(cookie);
    const told = await inbox(await cookieOf(platform, { kind: 'operator', accountId: operator }));
    assert.deepEqual(told.map(({ title }) => title).toSorted(), ['动态口令已解除', '密码已重置']);
  });
});

describe('before security changes', () => {
  const later = () => platform.clock.advance(proofMinutes * 60_000);

  test('the password of the last minutes is asked for, or the second factor, and what was sent is done when sent again', async () => {
    const { cookie } = await someone();
    const { secret } = await setUp(cookie);
    later();
    const renew = () => send('POST', '/api/account/recovery-codes', cookie);
    assert.deepEqual([(await renew()).statusCode, (await renew()).json().code], [403, 'prove-again']);
    const prove = (shown: object) => send('POST', '/api/account/proof', cookie, shown);
    assert.match((await prove({ password: 'wrong' })).json().fields.password, /不正确/);
    assert.equal((await renew()).json().code, 'prove-again');
    assert.equal((await prove({ password: testPassword })).statusCode, 200);
    assert.equal((await renew()).statusCode, 200);
    later();
    assert.match((await prove({ token: '000000' })).json().fields.token, /不正确/);
    const once = token(secret);
    assert.equal((await prove({ token: once })).statusCode, 200);
    assert.equal((await renew()).statusCode, 200);
    assert.match((await prove({ token: once })).json().fields.token, /用过/);
    assert.equal(
      (await send('POST', '/api/account/proof', (await someone()).cookie, { token: once })).json().code,
      'no-second-factor',
    );
  });

  test('one session proves nothing for another of the same account', async () => {
    const { cookie, accountId } = await someone();
    const other = await cookieOf(platform, { kind: 'school', accountId });
    later();
    await send('POST', '/api/account/proof', cookie, { password: testPassword });
    assert.equal((await send('POST', '/api/account/second-factor', cookie)).statusCode, 200);
    assert.equal((await send('POST', '/api/account/second-factor', other)).json().code, 'prove-again');
  });

  test('every one of them: accounts, members, seal, the settings that open doors; others are saved as before', async () => {
    const { accountId } = await someone();
    const by = await admin();
    const employer = await makeAccount(platform, { kind: 'employerAdmin', login: '13900990711', phone: '13900990711' });
    const boss = await cookieOf(platform, { kind: 'employerAdmin', accountId: employer });
    const settings = (await send('GET', '/api/school/settings', by)).json();
    later();
    const put = (more: object) => send('PUT', '/api/school/settings', by, { ...settings, ...more });
    const form = { name: '辛䶮', kind: 'school', departmentIds: [] };
    const asked = [
      await send('POST', '/api/accounts', by, { ...form, login: 'not-yet' }),
      await send('PUT', `/api/accounts/${accountId}`, by, { ...form, version: 1 }),
      await send('POST', `/api/accounts/${accountId}/disable`, by, { version: 1 }),
      await send('POST', `/api/employer/members/${employer}/disable`, boss),
      await send('POST', '/api/employer/members', boss, { name: '辛䶮', phone: '13900990712' }),
      await put({ secondFactorDuty: 'everybody' }),
      await put({ fullIdInExports: 'school' }),
      await put({ rosterUploadByDepartments: true }),
      ...(await Promise.all(
        ['/api/school/seal', '/api/account-imports'].map(url =>
          app.inject({
            method: 'POST',
            url,
            headers: { cookie: by, 'content-type': 'application/octet-stream' },
            payload: Buffer.from('no file'),
          }),
        ),
      )),
    ];
    assert.deepEqual(
      asked.map(answer => answer.json().code),
      asked.map(() => 'prove-again'),
    );
    assert.equal((await put({ helpContact: '0592-1234567' })).statusCode, 200);
  });
});
