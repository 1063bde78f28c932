import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dialled, splitAtNumbers } from './phone-numbers.ts';

test('numbers in a text can be called, other digits cannot', () => {
  assert.deepEqual(splitAtNumbers('就业指导中心 0592-6180000，周一至周五'), ['就业指导中心 ', '0592-6180000', '，周一至周五']);
  assert.deepEqual(splitAtNumbers('010-67410388或13900990001'), ['', '010-67410388', '或', '13900990001', '']);
  for (const text of ['演示环境，无人值守', '代码 91350203QX990001X8', '身份证 350203200411020011', '202719999000001'])
    assert.deepEqual(splitAtNumbers(text), [text]);
  assert.equal(dialled('0592-6180099转8'), 'tel:05926180099');
});
