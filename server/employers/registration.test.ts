import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { cookiesOf, testPassword } from '#server/testing/platform.ts';
import { startEmployers, type TestEmployers } from './testing/employers.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());
beforeEach(() => on.platform.clock.advance(60_000));

describe('registration', () => {
  test('takes a phone, its code and a password, and signs in', async () => {
    const cookie = await on.register();
    const me = (await on.ask('GET', '/api/me', cookie)).json();
    assert.deepEqual([me.kind, me.employer.stateLabel, me.employer.qualified], ['employerAdmin', '未提交', false]);
    assert.equal((await on.ask('GET', '/api/employer/invitation-defaults', cookie)).json().code, 'employer-not-qualified');
  });

  test('refuses a wrong code, a weak password, and a phone that is registered', async () => {
    const phone = on.newPhone();
    await on.ask('POST', '/api/sms-codes', '', { phone });
    const code = on.platform.sent.at(-1)?.params.code ?? '';
    const give = (more: object) =>
      on.ask('POST', '/api/employer-registrations', '', { phone, code, password: testPassword, ...more });
    assert.equal((await give({ code: code === '000000' ? '111111' : '000000' })).json().code, 'wrong-sms-code');
    assert.equal((await give({ password: `${phone}aa` })).json().code, 'weak-password');
    assert.equal((await give({ password: 'password2027' })).json().code, 'weak-password');
    assert.equal((await give({})).statusCode, 200);
    on.platform.clock.advance(61_000);
    await on.ask('POST', '/api/sms-codes', '', { phone });
    const next = await give({ code: on.platform.sent.at(-1)?.params.code });
    assert.deepEqual([next.statusCode, next.json().code], [409, 'phone-taken']);
  });

  test('sent five times at once makes one employer', async () => {
    const phone = on.newPhone();
    await on.ask('POST', '/api/sms-codes', '', { phone });
    const payload = { phone, code: on.platform.sent.at(-1)?.params.code, password: testPassword };
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => on.ask('POST', '/api/employer-registrations', '', payload, key)),
    );
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200, 200, 200],
    );
    const signedIn = answers.filter(answer => answer.headers['set-cookie'] !== undefined);
    assert.equal(signedIn.length, 1);
    assert.ok(await on.employerIdOf(signedIn.map(cookiesOf).join('')));
    // The key of a request is no password: sent again, with whatever code, it signs nobody in.
    const again = await on.ask('POST', '/api/employer-registrations', '', { ...payload, code: '000000' }, key);
    assert.deepEqual([again.statusCode, again.headers['set-cookie']], [200, undefined]);
  });
});
