import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowNamed } from '#domain/flows/all.ts';
import { buttonWord } from './acts.ts';

const none = { voidable: null, history: [] };
const submitted = { ...none, history: [{ action: 'save' }, { action: 'submit' }, { action: 'return' }] };
const button = { action: 'submit', word: '提交审核', asks: 'termination', obstacle: null } as const;

test('what opens a form first does not read as if it handed in', () => {
  assert.ok(flowNamed('offline-termination').moves.some(({ action }) => action === 'submit'));
  assert.equal(buttonWord(none, button), '继续填写');
  assert.equal(buttonWord(submitted, button), '修改并提交');
  for (const page of [none, submitted]) assert.equal(buttonWord(page, { ...button, asks: 'form' }), '继续填写');
});

test('an acceptance in the way of which a destination stands gives that up; all else reads as the table has it', () => {
  const obstacle = { code: 'x', sentence: '您已有毕业去向。' };
  const accept = { action: 'accept', word: '接受', asks: 'consent', obstacle } as const;
  assert.equal(buttonWord({ ...none, voidable: { ref: '1-2', label: '未就业' } }, accept), '作废并接受');
  assert.equal(buttonWord(none, accept), '接受');
  assert.equal(buttonWord(submitted, { ...accept, action: 'withdraw', word: '撤回修改' }), '撤回修改');
});
