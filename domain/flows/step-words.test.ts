import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionsFor } from '../flow/decide.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import type { Role } from '../roles.ts';
import type { FlowName } from './all.ts';
import { otherDestination } from './other-destination.ts';
import { stepWord } from './step-words.ts';

const button = (state: string, role: Role) =>
  actionsFor(otherDestination, { state, levels: ['school'] }, [role], ordinaryDay)[0]?.word;
const word = (flow: FlowName, action: string, byRole: string, toState = 'closed') => stepWord({ flow, action, byRole, toState });

test('a termination is agreed to, not accepted; an agent’s upload is not the graduate’s own', () => {
  assert.equal(word('online-termination', 'accept', 'employer'), '同意解约');
  assert.equal(word('online-termination', 'decline', 'graduate'), '不同意解约');
  assert.equal(word('online-signing', 'accept', 'graduate'), '接受');
  assert.equal(word('online-signing', 'decline', 'graduate'), '拒绝');
  assert.equal(word('offline-signing', 'upload', 'agent'), '用人单位协助回传协议书');
  assert.equal(word('offline-signing', 'upload', 'graduate'), '本人回传协议书');
  assert.equal(word('paper-signing', 'correct', 'school'), '更正信息');
  assert.equal(word('paper-signing', 'unknown', 'school'), 'unknown');
});

test('who takes a voiding back corrects nothing', () => {
  assert.equal(button('voiding.school', 'graduate'), '撤回作废申请');
  assert.equal(button('reviewing.school', 'graduate'), '撤回修改');
  assert.equal(button('voiding.school', 'school'), '审核通过');
  assert.equal(word('other-destination', 'withdraw', 'graduate', 'registered'), '撤回作废申请');
  assert.equal(word('other-destination', 'withdraw', 'graduate', 'withdrawn'), '撤回修改');
});
