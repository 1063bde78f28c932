import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { accountKinds } from '../access.ts';
import { isStricter, mustHaveSecondFactor, type SecondFactorDuty, secondFactorDuties } from '../account-kinds.ts';
import { networkInWords } from './network.ts';
import { isProven, proofMinutes } from './proof.ts';

describe('the second factor is a duty', () => {
  const whose = (duty: SecondFactorDuty) => accountKinds.filter(kind => mustHaveSecondFactor(kind, duty));
  test('of those who reach much, whatever a school decides; of others as their school says', () => {
    assert.deepEqual(whose('admins'), ['schoolAdmin', 'province', 'operator', 'auditor']);
    assert.deepEqual(whose('school'), ['school', 'schoolAdmin', 'province', 'operator', 'auditor']);
    assert.deepEqual(whose('everybody'), ['department', 'school', 'schoolAdmin', 'province', 'operator', 'auditor']);
  });
  test('of more kinds in the order of the choices', () => {
    for (const [place, duty] of secondFactorDuties.entries())
      for (const [other, than] of secondFactorDuties.entries()) assert.equal(isStricter(duty, than), place > other);
  });
});

describe('a network', () => {
  for (const [prefix, words] of [
    ['', '未记录'],
    ['127.0.0', '服务器本机'],
    ['::1', '服务器本机'],
    ['10.2.3', '内网 10.2.3.*'],
    ['172.31.0', '内网 172.31.0.*'],
    ['172.32.0', '外网 172.32.0.*'],
    ['100.64.1', '内网 100.64.1.*'],
    ['203.0.113', '外网 203.0.113.*'],
    ['2001:db8:1', '外网 2001:db8:1:*'],
    ['2001:db8:', '外网 2001:db8:*'],
    ['fd12:3456:789a', '内网 fd12:3456:789a:*'],
  ] as const)
    test(`${prefix || 'that is not known'}: ${words}`, () => assert.equal(networkInWords(prefix), words));
});

test('a proof counts for some minutes, and not when there was none', () => {
  const at = new Date('2027-03-10T02:00:00Z');
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
  assert.equal(isProven(at, after(proofMinutes * 60 - 1)), true);
  assert.equal(isProven(at, after(proofMinutes * 60)), false);
  assert.equal(isProven(at, after(-3600)), false);
  assert.equal(isProven(null, at), false);
});
