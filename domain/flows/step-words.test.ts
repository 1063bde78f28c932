import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepWord } from './step-words.ts';

test('a termination is agreed to, not accepted; an agent’s upload is not the graduate’s own', () => {
  assert.equal(stepWord('online-termination', 'accept', 'employer'), '同意解约');
  assert.equal(stepWord('online-termination', 'decline', 'graduate'), '不同意解约');
  assert.equal(stepWord('online-signing', 'accept', 'graduate'), '接受');
  assert.equal(stepWord('online-signing', 'decline', 'graduate'), '拒绝');
  assert.equal(stepWord('offline-signing', 'upload', 'agent'), '用人单位协助回传协议书');
  assert.equal(stepWord('offline-signing', 'upload', 'graduate'), '本人回传协议书');
  assert.equal(stepWord('paper-signing', 'correct', 'school'), '更正信息');
  assert.equal(stepWord('paper-signing', 'unknown', 'school'), 'unknown');
});
