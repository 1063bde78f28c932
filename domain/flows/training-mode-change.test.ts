import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Action, actionNames, detailsOf, isAction } from '../actions/all.ts';
import type { Facts } from '../facts.ts';
import { decide } from '../flow/decide.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import { type Role, roleWords } from '../roles.ts';
import { trainingModeChange } from './training-mode-change.ts';

/* Written apart from the table: in each state, who may do what, and where it leads. Everything that is not listed here must be refused. */
const expected: Record<string, Record<string, string>> = {
  start: { 'department submit': 'asked', 'school submit': 'pending' },
  asked: {
    'school approve': 'pending',
    'school reject': 'declined',
    'department discard': 'discarded',
    'clock close': 'closed',
  },
  pending: {
    'province approve': 'approved',
    'province reject': 'refused',
    'school discard': 'discarded',
    'clock close': 'closed',
  },
  approved: {},
  refused: {},
  declined: {},
  discarded: {},
  closed: {},
};
const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);
const ask = (state: string, action: Action, role: Role, facts: Partial<Facts> = {}) =>
  decide(trainingModeChange, { state, levels: [] }, action, [role], { ...ordinaryDay, ...facts });

test('who may do what in each state, and where it leads; everything else is refused', () => {
  let allowed = 0;
  for (const [state, exits] of Object.entries(expected))
    for (const role of Object.keys(roleWords).filter(isRole))
      for (const action of actionNames) {
        const decision = ask(state, action, role, { isCohortOver: role === 'clock' });
        assert.equal(decision.refused ? undefined : decision.to.id, exits[`${role} ${action}`], `${state}: ${action} by ${role}`);
        if (!decision.refused) allowed += 1;
      }
  assert.equal(allowed, 10);
});

test('who loses the right to sign may hold no destination, neither when it is asked nor when it is decided', () => {
  const hold = { ref: '1-7', label: '某公司（签约完成）', freedBy: '解约后' };
  for (const role of ['department', 'school'] as const) {
    assert.equal(ask('start', 'submit', role, { hold, losesSigning: true }).refused?.code, 'mode-change-holds');
    assert.equal(ask('start', 'submit', role, { hold }).refused, undefined);
    assert.equal(ask('start', 'submit', role, { losesSigning: true }).refused, undefined);
  }
  assert.equal(ask('asked', 'approve', 'school', { hold, losesSigning: true }).refused?.code, 'mode-change-holds');
  assert.equal(ask('asked', 'reject', 'school', { hold, losesSigning: true }).refused, undefined);
  assert.equal(ask('pending', 'approve', 'province', { hold, losesSigning: true }).refused?.code, 'mode-change-holds');
  assert.equal(ask('pending', 'reject', 'province', { hold, losesSigning: true }).refused, undefined);
});

test('nobody moves it for a lapsed graduate, or in a cohort that is over', () => {
  for (const [state, exits] of Object.entries(expected))
    for (const exit of Object.keys(exits)) {
      const [role = '', action = ''] = exit.split(' ');
      assert.ok(isRole(role) && isAction(action));
      if (role === 'clock') {
        assert.equal(ask(state, action, role).refused?.code, 'cohort-not-over');
        continue;
      }
      assert.equal(ask(state, action, role, { isLapsed: true }).refused?.code, 'lapsed');
      assert.equal(ask(state, action, role, { isCohortOver: true }).refused?.code, 'cohort-over');
    }
});

test('what the school files, declines or takes back is its own word on the button and in the history', () => {
  const at = (action: Action, role: Role) => detailsOf(action, { flow: trainingModeChange.name, role }).word;
  assert.deepEqual([at('approve', 'school'), at('reject', 'school')], ['上报省级', '不予上报']);
  assert.deepEqual([at('approve', 'province'), at('reject', 'province')], ['审核通过', '审核不通过']);
});

test('effects: a granted request changes the roster and the graduate is told; whoever asked is told every outcome', () => {
  const requester = { kind: 'tell', whom: 'otherParty' };
  const follows = (state: string, action: Action, role: Role) => {
    const decision = ask(state, action, role, { isCohortOver: role === 'clock' });
    return decision.refused ? undefined : decision.effects;
  };
  const granted = [{ kind: 'changeTrainingMode' }, { kind: 'tell', whom: 'graduate' }, requester];
  assert.deepEqual(follows('asked', 'approve', 'school'), [requester]);
  assert.deepEqual(follows('asked', 'reject', 'school'), [requester]);
  assert.deepEqual(follows('asked', 'discard', 'department'), []);
  assert.deepEqual(follows('asked', 'close', 'clock'), [requester]);
  assert.deepEqual(follows('pending', 'approve', 'province'), granted);
  assert.deepEqual(follows('pending', 'reject', 'province'), [requester]);
  assert.deepEqual(follows('pending', 'discard', 'school'), [requester]);
  assert.deepEqual(follows('pending', 'close', 'clock'), [requester]);
});
