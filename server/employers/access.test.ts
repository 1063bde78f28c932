import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { recoveryCodesLeft, renewRecoveryCodes } from '#server/accounts/recovery-codes.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookiesOf, testPassword } from '#server/testing/platform.ts';
import { startEmployers, type TestEmployers } from './testing/employers.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());
beforeEach(() => on.platform.clock.advance(61_000));

const fresh = 'Jiu-ji-shan-39-lu';
async function code(phone: string, purpose: 'sign-in' | 'reset'): Promise<string> {
  const before = on.platform.sent.length;
  assert.equal((await on.ask('POST', '/api/employer-access/codes', '', { phone, purpose })).statusCode, 200);
  return on.platform.sent.slice(before).findLast(({ params }) => params.code)?.params.code ?? '';
}
const signIn = async (phone: string, more: object = {}) =>
  on.ask('POST', '/api/employer-access/sign-in', '', { phone, code: await code(phone, 'sign-in'), ...more });
const byPassword = (login: string, password: string) => on.ask('POST', '/api/session', '', { login, password });
const meOf = async (cookie: string) => (await on.ask('GET', '/api/me', cookie)).json();
const wrong = (right: string) => (right === '000000' ? '111111' : '000000');

describe('an employer’s people by their phone', () => {
  test('the only administrator forgot the password: signs in by a code, and sets a new one by another', async () => {
    const employer = await on.qualified();
    const { phone } = employer;
    const me = await meOf(cookiesOf(await signIn(phone)));
    assert.deepEqual([me.kind, me.employer.id], ['employerAdmin', employer.id]);
    const reset = async (password: string) =>
      on.ask('POST', '/api/employer-access/password', '', { phone, code: await code(phone, 'reset'), password });
    assert.equal((await reset(`${phone}aa`)).json().code, 'weak-password');
    on.platform.clock.advance(61_000);
    const done = await reset(fresh);
    assert.deepEqual([done.statusCode, done.headers['set-cookie']], [200, undefined], done.body);
    // The sessions of the old password are over; the new one opens another.
    assert.equal((await on.ask('GET', '/api/employer', employer.cookie)).statusCode, 401);
    assert.equal((await byPassword(phone, testPassword)).statusCode, 401);
    assert.equal((await byPassword(phone, fresh)).statusCode, 200);
    assert.match((await on.toldTo(employer.id)).join(), /登录密码已重新设置/);
  });

  test('a wrong code, a code used twice, one for another purpose, a disabled account open nothing', async () => {
    const { phone, cookie } = await on.qualified();
    const right = await code(phone, 'sign-in');
    const give = (given: string) => on.ask('POST', '/api/employer-access/sign-in', '', { phone, code: given });
    assert.equal((await give(wrong(right))).json().code, 'wrong-sms-code');
    const password = { phone, code: right, password: fresh };
    assert.equal((await on.ask('POST', '/api/employer-access/password', '', password)).json().code, 'wrong-sms-code');
    assert.equal((await give(right)).statusCode, 200);
    assert.equal((await give(right)).json().code, 'wrong-sms-code');
    assert.ok(cookie);
    on.platform.clock.advance(61_000);
    const late = await code(phone, 'sign-in');
    await on.platform.database.execute(disable, [
      (await on.platform.database.one(accountOf, [await on.employerIdOf(cookie)])).id,
    ]);
    assert.equal((await give(late)).json().code, 'account-disabled');
  });

  test('whether a phone has an account is not told: the answer is the same, and no SMS goes out', async () => {
    const stranger = on.newPhone();
    assert.equal(await code(stranger, 'sign-in'), '');
    const early = await on.ask('POST', '/api/employer-access/codes', '', { phone: stranger, purpose: 'sign-in' });
    assert.equal(early.json().code, 'try-later');
    const given = { phone: stranger, code: '000000' };
    assert.equal((await on.ask('POST', '/api/employer-access/sign-in', '', given)).json().code, 'wrong-sms-code');
  });

  test('a second factor is asked for beside the code, and a reset leaves it in force', async () => {
    const { phone, id } = await on.qualified();
    const account = await on.platform.database.one(accountOf, [id]);
    const secret = new Secret();
    await on.platform.database.execute(setSecret, [account.id, on.platform.vault.seal(secret.base32)]);
    const given = { phone, code: await code(phone, 'sign-in') };
    const give = (more: object = {}) => on.ask('POST', '/api/employer-access/sign-in', '', { ...given, ...more });
    assert.equal((await give()).json().code, 'totp-required');
    const totp = () => new TOTP({ secret }).generate({ timestamp: on.platform.clock.now().getTime() });
    assert.equal((await give({ totp: wrong(totp()) })).json().code, 'wrong-totp');
    assert.equal((await give({ totp: totp() })).statusCode, 200);
    on.platform.clock.advance(61_000);
    const reset = { phone, code: await code(phone, 'reset'), password: fresh };
    assert.equal((await on.ask('POST', '/api/employer-access/password', '', reset)).statusCode, 200);
    assert.equal((await byPassword(phone, fresh)).json().code, 'totp-required');
  });
});

const accountOf = unnamed<{ id: number }>('select id from account where employer_id = $1 order by id limit 1');
const setSecret = unnamed('update account set totp_sealed = $2 where id = $1');
const disable = unnamed('update account set disabled_at = now() where id = $1');

describe('the operator hands an organisation over', () => {
  const handOver = (id: number, body: object, cookie = on.operator) =>
    on.ask('POST', `/api/organisations/${id}/hand-over`, cookie, {
      name: '苏䶮',
      former: 'disable',
      reason: '原管理员已离职',
      ...body,
    });

  test('to a new phone: it administers, the former one is out, both are told, and the reason is kept', async () => {
    const employer = await on.qualified();
    const phone = on.newPhone();
    const page = await handOver(employer.id, { phone });
    assert.equal(page.statusCode, 200, page.body);
    const { people, handOvers } = page.json();
    assert.deepEqual(
      people.map(({ isAdmin, disabledAt }: { isAdmin: boolean; disabledAt: string | null }) => [isAdmin, disabledAt === null]),
      [
        [true, true],
        [true, false],
      ],
    );
    assert.deepEqual([handOvers[0].to, handOvers[0].reason], ['苏䶮', '原管理员已离职']);
    assert.equal((await on.ask('GET', '/api/employer', employer.cookie)).statusCode, 401);
    const me = await meOf(cookiesOf(await signIn(phone)));
    assert.deepEqual([me.kind, me.employer.id], ['employerAdmin', employer.id]);
    const audited = unnamed<{ count: number }>(
      `select count(*)::int as count from audit_event where action = 'organisation-handed-over' and object = $1`,
    );
    assert.equal((await on.platform.database.one(audited, [`employer:${employer.id}`])).count, 1);
    assert.deepEqual((await on.toldTo(employer.id)).slice(-2), ['单位管理员已变更', '您已成为单位管理员']);
  });

  test('to one who registered it once more and was never certified; not to one of another certified organisation, not without a reason', async () => {
    const [employer, other] = [await on.qualified(), await on.qualified()];
    assert.equal((await handOver(employer.id, { phone: other.phone })).json().code, 'member-phone-taken');
    const phone = on.newPhone();
    const second = await on.register(phone);
    await on.submit(second, on.organisation(on.newUscc()));
    assert.equal((await handOver(employer.id, { phone, reason: ' ' })).statusCode, 422);
    assert.equal((await handOver(employer.id, { phone }, employer.cookie)).statusCode, 403);
    assert.equal((await handOver(employer.id, { phone, former: 'demote' })).statusCode, 200);
    const me = await meOf(cookiesOf(await byPassword(phone, testPassword)));
    assert.deepEqual([me.kind, me.employer.id], ['employerAdmin', employer.id]);
    assert.equal((await meOf(cookiesOf(await byPassword(employer.phone, testPassword)))).kind, 'employerStaff');
  });
});

test('a recovery code stands in for a lost second factor beside a code by SMS too, each once', async () => {
  const { phone, id } = await on.qualified();
  const { database, vault } = on.platform;
  const account = await database.one(accountOf, [id]);
  await database.execute(setSecret, [account.id, vault.seal(new Secret().base32)]);
  const [recovery = ''] = await database.transaction(tx => renewRecoveryCodes(tx, vault, account.id));
  const entered = await signIn(phone, { totp: recovery.toUpperCase() });
  assert.equal(entered.statusCode, 200, entered.body);
  assert.equal(await recoveryCodesLeft(database, account.id), 9);
  on.platform.clock.advance(61_000);
  assert.equal((await signIn(phone, { totp: recovery })).json().code, 'wrong-totp');
});
