import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { Secret, TOTP } from 'otpauth';
import { isRefused } from '#domain/refusals.ts';
import { hashPassword, verifyPassword } from '#server/accounts/password-hash.ts';
import { QueueFull } from '#server/platform/limits/fair-queue.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestPlatform, makeAccount, makeSchool, type TestPlatform, testPassword } from '#server/testing/platform.ts';
import { signIn } from './sign-in.ts';

const secret = 'KFLUIRKNJ5HVARKSIFKE6USEIVGU6MRQ';
const totpAt = (now: Date) => new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now.getTime() });

let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform();
  await makeSchool(platform.database);
  await makeAccount(platform, { kind: 'school', login: 'Donghai', schoolId: 1 });
  await makeAccount(platform, { kind: 'schoolAdmin', login: 'donghai-admin', schoolId: 1, totpSecret: secret });
  await makeAccount(platform, { kind: 'employerAdmin', login: '13900990001', phone: '13900990001' });
});
after(() => platform.stop());
beforeEach(() => platform.database.execute(unnamed('delete from sign_in_failure')));

const attempt = (
  login: string,
  password = testPassword,
  { totp, sender = '10.1.2.3', device }: { totp?: string; sender?: string; device?: string } = {},
) => signIn(platform, { login, password, totp, addressPrefix: '10.1.2', sender, deviceOf: () => device });
const codeOf = async (trying: ReturnType<typeof attempt>) => {
  const answer = await trying;
  return isRefused(answer) ? answer.refused.code : answer.kind;
};

describe('passwords', () => {
  test('are kept as Argon2id in PHC format and fit only themselves', async () => {
    const turn = { sender: '203.0.113.7' };
    const hash = await hashPassword('Ｙun-shui-4711', turn);
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$[A-Za-z0-9+/]{22}\$[A-Za-z0-9+/]{43}$/);
    assert.equal(await verifyPassword('Yun-shui-4711', hash, turn), true);
    assert.equal(await verifyPassword('yun-shui-4711', hash, turn), false);
    assert.equal(await verifyPassword('Yun-shui-4711', undefined, turn), false);
  });
});

describe('sign-in with a password', () => {
  test('takes the login in any case, and a phone however it is written', async () => {
    assert.equal(await codeOf(attempt('donghai')), 'school');
    assert.equal(await codeOf(attempt('DONGHAI')), 'school');
    assert.equal(await codeOf(attempt('+86 139 0099 0001')), 'employerAdmin');
  });

  test('keeps no phone in clear', async () => {
    const rows = await platform.database.query(unnamed<{ row: string }>('select account::text as row from account'));
    assert.ok(rows.every(({ row }) => !row.includes('13900990001')));
  });

  test('answers the same for a wrong password and an unknown login; only the right password is told of a disabled account', async () => {
    const id = await makeAccount(platform, { kind: 'school', login: 'gone', schoolId: 1 });
    await platform.database.execute(unnamed('update account set disabled_at = $2 where id = $1'), [id, platform.clock.now()]);
    for (const trying of [attempt('donghai', 'wrong'), attempt('nobody'), attempt('gone', 'wrong')])
      assert.deepEqual(await trying, { refused: { code: 'wrong-credentials' } });
    assert.deepEqual(await attempt('gone'), { refused: { code: 'account-disabled', about: { who: '学校管理员' } } });
  });

  test('waits grow for this account from this address, and for no other', async () => {
    for (let count = 0; count < 5; count += 1) assert.equal(await codeOf(attempt('donghai', 'wrong')), 'wrong-credentials');
    assert.deepEqual(await attempt('donghai'), { refused: { code: 'try-later', about: { wait: '30 秒', waitSeconds: 30 } } });
    assert.equal(await codeOf(attempt('donghai', testPassword, { sender: '10.1.2.4' })), 'school');
    assert.equal(await codeOf(attempt('13900990001')), 'employerAdmin');

    platform.clock.advance(29_999);
    assert.equal(await codeOf(attempt('donghai')), 'try-later');
    platform.clock.advance(1);
    assert.equal(await codeOf(attempt('donghai', 'wrong')), 'wrong-credentials');
    platform.clock.advance(59_999);
    assert.equal(await codeOf(attempt('donghai')), 'try-later');
    platform.clock.advance(1);
    assert.equal(await codeOf(attempt('donghai')), 'school');
    assert.equal(await codeOf(attempt('donghai', 'wrong')), 'wrong-credentials');
  });

  test('guesses at one account do not keep its owner waiting at a device of theirs; the device has a count of its own', async () => {
    for (let count = 0; count < 6; count += 1) await attempt('donghai', 'wrong');
    assert.equal(await codeOf(attempt('donghai')), 'try-later');
    assert.equal(await codeOf(attempt('donghai', testPassword, { device: 'own' })), 'school');
    for (let count = 0; count < 5; count += 1) await attempt('donghai', 'wrong', { device: 'own' });
    assert.equal(await codeOf(attempt('donghai', testPassword, { device: 'own' })), 'try-later');
  });

  test('one address is kept waiting over all accounts, others are not, and neither is a known device behind it', async () => {
    const failures = unnamed('insert into sign_in_failure (subject_hash, failures, last_at) values ($1, 121, $2)');
    await platform.database.execute(failures, [platform.vault.keyedHash('sign-in-address:10.1.2.3'), platform.clock.now()]);
    assert.equal(await codeOf(attempt('donghai')), 'try-later');
    assert.equal(await codeOf(attempt('donghai', testPassword, { sender: '10.1.2.4' })), 'school');
    assert.equal(await codeOf(attempt('donghai', testPassword, { device: 'own' })), 'school');
  });

  test('a flood from one address is told to come back, and an honest sign-in has its turn at once', async () => {
    const flood = Array.from({ length: 60 }, (_, nth) => attempt(`somebody-${nth}`, 'wrong').catch((error: unknown) => error));
    assert.equal(await codeOf(attempt('donghai', testPassword, { sender: '10.7.7.7' })), 'school');
    const outcomes = await Promise.all(flood);
    const full = outcomes.filter(ended => ended instanceof QueueFull);
    assert.equal(
      outcomes.filter(ended => typeof ended === 'object' && ended !== null && 'refused' in ended).length,
      60 - full.length,
    );
    assert.ok(full.length > 0);
  });

  test('a second factor may be guessed ten times, from wherever', async () => {
    const guess = (nth: number) => codeOf(attempt('donghai-admin', testPassword, { totp: '000000', sender: `10.2.${nth}.1` }));
    const answers: string[] = [];
    for (let nth = 0; nth < 12; nth += 1) answers.push(await guess(nth));
    assert.deepEqual(answers, [...Array(10).fill('wrong-totp'), 'try-later', 'try-later']);
  });

  test('a clock that is set back locks nobody out', async () => {
    const now = platform.clock.now();
    await attempt('donghai', 'wrong');
    platform.clock.set(new Date(now.getTime() - 3_600_000).toISOString());
    assert.equal(await codeOf(attempt('donghai')), 'school');
    platform.clock.set(now.toISOString());
  });

  test('many guesses at once are no way around the wait', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(attempt('donghai', 'wrong'))));
    assert.equal(answers.filter(code => code === 'wrong-credentials').length, 5);
    assert.equal(answers.filter(code => code === 'try-later').length, 15);
  });

  test('a second factor is asked for, taken once, and refused when it is old', async () => {
    platform.clock.set('2027-03-11T02:00:05Z');
    assert.equal(await codeOf(attempt('donghai-admin')), 'totp-required');
    assert.equal(await codeOf(attempt('donghai-admin', 'wrong', { totp: totpAt(platform.clock.now()) })), 'wrong-credentials');
    const totp = totpAt(platform.clock.now());
    assert.equal(await codeOf(attempt('donghai-admin', testPassword, { totp: '000000' })), 'wrong-totp');
    assert.equal(await codeOf(attempt('donghai-admin', testPassword, { totp })), 'schoolAdmin');
    assert.equal(await codeOf(attempt('donghai-admin', testPassword, { totp })), 'wrong-totp');
    platform.clock.advance(30_000);
    assert.equal(await codeOf(attempt('donghai-admin', testPassword, { totp })), 'wrong-totp');
    const next = totpAt(platform.clock.now());
    platform.clock.advance(60_000);
    assert.equal(await codeOf(attempt('donghai-admin', testPassword, { totp: next })), 'wrong-totp');
  });

  test('of two sign-ins with one time step at once, one succeeds', async () => {
    platform.clock.set('2027-03-12T02:00:05Z');
    const totp = totpAt(platform.clock.now());
    const answers = await Promise.all([1, 2, 3].map(() => codeOf(attempt('donghai-admin', testPassword, { totp }))));
    assert.deepEqual(answers.toSorted(), ['schoolAdmin', 'wrong-totp', 'wrong-totp']);
  });

  test('failures are audited without the login that was typed', async () => {
    await attempt('somebody-else', 'wrong');
    await attempt('donghai', 'wrong');
    const rows = await platform.database.query(
      unnamed<{ object: string; actor: string }>(
        `select object, actor from audit_event where action = 'sign-in-failed' order by id desc limit 2`,
      ),
    );
    assert.match(rows[0]?.object ?? '', /^account:\d+$/);
    assert.match(rows[1]?.object ?? '', /^login:[0-9a-f]{16}$/);
  });
});
