import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { commonPasswords } from './common-passwords.ts';
import { makeInitialPassword } from './initial-password.ts';
import { faultOfPassword } from './weak-password.ts';

const person = { login: 'zhang.haiyang', names: ['张海洋', '东海大学'], phone: '13900990001' };
const nobody = { login: 'rjq', names: [] };

describe('a password', () => {
  for (const common of [
    '1q2w3e4r5t',
    'wang123456',
    '5201314520',
    'liverpool1',
    '31415926535',
    'password123',
    'P@ssw0rd2027',
    'qwertyuiop12',
    '1234567890ab',
    'aaaaaaaaaaaa',
    'abababababab',
    'woaini1314520',
    'zhangwei19900101',
    'lihua@20020202',
    'Wangfang520!',
    'iloveyou5201314',
    '1qaz2wsx3edc',
    'qq123456789',
    'a123456789',
    'beijing2008',
    '13712345678',
    'zxcvbnm,./123',
    'ｗａｎｇ１２３４５６',
  ])
    test(`${common} is too common`, () => assert.equal(faultOfPassword(common, nobody), 'common'));

  for (const short of ['short-1a', 'Kq7-vz3x', ''])
    test(`${short} is too short`, () => assert.equal(faultOfPassword(short, nobody), 'short'));

  for (const own of [
    'haiyang.zhang',
    'zhanghaiyang-7Qf',
    'x-HAIYANG-9z-uwq',
    'donghai-4q7z-puw',
    '90001-99009-qz-139009900',
    'kq-99990-zw-990001-vb',
    'vq7-张海洋-zk31',
    'zhang.haiyang-kq93',
  ])
    test(`${own} is made of what is known of its owner`, () => assert.equal(faultOfPassword(own, person), 'personal'));

  for (const good of [
    'Yun-shui-4711',
    'Qx-danwei-2027-1',
    '云水之间有一座桥梁和塔',
    'correct horse battery',
    'zai-hai-yun-57',
    'qing-shan-88-yun',
    'kq7vzx3mwp',
    '83957201846152',
  ])
    test(`${good} is taken`, () => assert.equal(faultOfPassword(good, person), undefined));

  test('of a list of leaked ones is refused, and so is every name with the usual digits: more than 3,000', () => {
    const surnames = 'wang li zhang liu chen yang zhao huang zhou wu xu sun hu zhu gao lin he guo ma luo'.split(' ');
    const given = 'wei fang na min jing li qiang lei jun yang yong yan jie juan tao ming chao ying hua ping'.split(' ');
    const ends = ['123456', '520520', '1314520', '19980808', '888888', '@2027'];
    const made = surnames.flatMap(one => given.flatMap(two => ends.map(end => `${one}${two}${end}`)));
    const all = [...commonPasswords.whole, ...made].filter(one => one.length >= 10);
    assert.ok(all.length > 3000);
    assert.deepEqual(
      all.filter(one => faultOfPassword(one, nobody) === undefined),
      [],
    );
  });

  test('that is long is judged at once', () => {
    const began = performance.now();
    faultOfPassword('a1'.repeat(100), person);
    faultOfPassword('zhangliwang520'.repeat(14), person);
    assert.ok(performance.now() - began < 500);
  });

  test('that is made for a first sign-in is never weak', () => {
    for (let time = 0; time < 50; time += 1) assert.equal(faultOfPassword(makeInitialPassword(), nobody), undefined);
  });
});
