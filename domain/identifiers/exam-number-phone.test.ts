import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isEmail } from './email.ts';
import { checkExamNumber, examNumberPatterns, normalizeExamNumber } from './exam-number.ts';
import { isLandline, isMobile, maskPhone, normalizePhone } from './phone.ts';

describe('exam numbers', () => {
  it('takes 14 and 15 characters', () => {
    for (const number of ['23350203110001', '23350203A10001', '103845213000001', '10384521300000A'])
      assert.equal(checkExamNumber(number), undefined, number);
  });

  it('says what is wrong', () => {
    for (const number of ['', '2335020311000', '1038452130000012'])
      assert.match(checkExamNumber(number) ?? '', /14 位或 15 位/, number);
    assert.match(checkExamNumber('A3350203110001') ?? '', /年份/);
    assert.match(checkExamNumber('2335020311000a') ?? '', /格式不符/);
    assert.match(checkExamNumber('1038A5213000001') ?? '', /院校代码/);
    assert.deepEqual(
      examNumberPatterns.map(form => form.length),
      [14, 15],
    );
  });

  it('normalises', () => {
    assert.equal(normalizeExamNumber(' ２3350203a10001\u200E'), '23350203A10001');
  });
});

describe('phones', () => {
  it('knows mobile numbers', () => {
    for (const number of ['13000000000', '19999999999', '16612345678']) assert.ok(isMobile(number), number);
    for (const number of ['', '12000000000', '1380000000', '138000000000', '+8613800000000', '23800000000'])
      assert.ok(!isMobile(number), number);
  });

  it('knows landlines with an area code', () => {
    for (const number of [
      '0592-6181234',
      '05926181234',
      '010-67410388',
      '010-67410388-802',
      '(0592)6181234',
      '0592-6181234转8',
    ]) {
      assert.ok(isLandline(number), number);
    }
    for (const number of [
      '',
      '6181234',
      '0592-618123',
      '0592-618123456',
      '59-26181234',
      '0592-1181234',
      '13800000000',
      '05-6181234',
      '0592-6181234-1234567',
      '(0592)-6181234',
    ]) {
      assert.ok(!isLandline(number), number);
    }
  });

  it('normalises the country code away, but only before a mobile', () => {
    for (const text of ['+86 138-0000-0000', '008613800000000', '86 13800000000', '１3800000000', ' 138 0000 0000 ']) {
      assert.equal(normalizePhone(text), '13800000000', text);
    }
    assert.equal(normalizePhone('8605926181234'), '8605926181234');
  });

  it('masks', () => {
    assert.equal(maskPhone('13812345678'), '138****5678');
    assert.equal(maskPhone('0592-6181234'), '0592****234');
    assert.equal(maskPhone('6181234'), '*******');
    assert.equal(maskPhone('61812345'), '6181****345');
  });
});

describe('e-mail addresses', () => {
  it('takes usual ones and no others', () => {
    for (const text of ['a@b.cn', 'hr+2027@mail.example.com', '招聘@example.cn']) assert.ok(isEmail(text), text);
    for (const text of [
      '',
      'a',
      'a@b',
      '@b.cn',
      'a@b.',
      'a b@c.cn',
      'a@b..cn',
      'a@b@c.cn',
      `${'a'.repeat(65)}@b.cn`,
      `a@${'b'.repeat(97)}.cn`,
      'x<a@b.cn>',
    ]) {
      assert.ok(!isEmail(text), text);
    }
  });
});
