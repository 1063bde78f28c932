import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatCode } from '#domain/identifiers/check-code.ts';
import { hintOf } from './code-hint.ts';

const code = formatCode('0123456789ABCDEF');
const plain = code.replaceAll('-', '');

test('while it is typed it is not complete, and no fault', () => {
  for (const text of ['', '0', '0123-45', plain.slice(0, 17)]) {
    const { sentence, isFault, isWhole } = hintOf(text);
    assert.deepEqual([isFault, isWhole], [false, false], text);
    assert.match(sentence, /编号共 18 个字符，已输入 \d+ 个/);
  }
  assert.deepEqual(hintOf(code), { sentence: '编号输入完整', isFault: false, isWhole: true, places: [] });
});

test('a typing error is told at its place, with what is probably meant', () => {
  const hint = hintOf(code.replace('0123-4567', '0123-4597'));
  assert.match(hint.sentence, /^第 2 组第 3 个字符可能有误，可能是「6」/);
  assert.deepEqual(hint.likely, { code, word: '改为「6」' });
  assert.deepEqual(hint.places, [6]);
});

test('two neighbours that changed places are told together', () => {
  const hint = hintOf(code.replace('4567', '5467'));
  assert.match(hint.sentence, /^第 2 组第 1 个、第 2 组第 2 个字符的先后顺序可能有误/);
  assert.deepEqual(hint.likely, { code, word: '交换这两个字符' });
});

test('what no code has is told at once; so is what is too long', () => {
  assert.match(hintOf('01U').sentence, /^第 1 组第 3 个字符「U」有误/);
  assert.match(hintOf('去').sentence, /字符「去」有误/);
  assert.match(hintOf(`${code}77`).sentence, /多输入了 2 个字符/);
  const unclear = hintOf(code.replace('4567', '4576'));
  assert.match(unclear.sentence, /不止一个字符/);
  assert.deepEqual([unclear.isFault, unclear.places, unclear.likely], [true, [], undefined]);
});
