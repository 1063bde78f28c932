import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoAnswer, RequestRefused } from '#contract/client.ts';
import { sentenceOf } from '#domain/refusals.ts';
import { describeProblem, faultOf } from './problem-words.ts';

const refusal = (code: string, title: string, fields?: Record<string, string>) =>
  new RequestRefused({ type: 'about:blank', title, status: 409, code, ...(fields && { fields }) });

test("a refusal is said in the server's own sentence", () => {
  for (const code of ['too-late', 'not-found', 'already-moved'] as const) {
    const { sentence, remedy } = describeProblem(refusal(code, sentenceOf(code)));
    assert.equal(sentence, sentenceOf(code));
    assert.notEqual(remedy, '');
  }
});

test('no answer and a broken page each say what to do', () => {
  for (const error of [new NoAnswer('no network'), new TypeError('x is not a function'), undefined]) {
    const words = describeProblem(error);
    assert.notEqual(words.sentence, '');
    assert.notEqual(words.remedy, '');
    assert.ok(!words.sentence.includes('x is not'));
  }
});

test('the fault of a field is found by the end of its path, never by a part of its name', () => {
  const error = refusal('invalid-input', '', { 'input.proof.name': '请输入您的姓名' });
  assert.equal(faultOf(error, 'proof.name'), '请输入您的姓名');
  assert.equal(faultOf(error, 'input.proof.name'), '请输入您的姓名');
  assert.equal(faultOf(error, 'me'), undefined);
  assert.equal(faultOf(new Error('other'), 'name'), undefined);
});
