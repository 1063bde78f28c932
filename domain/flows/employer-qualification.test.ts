import assert from 'node:assert/strict';
import { test } from 'node:test';
import { actionNames } from '../actions/all.ts';
import { actionsFor, decide } from '../flow/decide.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import { type Role, roleWords } from '../roles.ts';
import { employerQualification } from './employer-qualification.ts';

/* Written apart from the table: in each state, who may do what, and where it leads. Everything that is not listed here must be refused. */
const expected: Record<string, Record<string, string>> = {
  start: { 'employer submit': 'pending' },
  pending: { 'qualifier approve': 'qualified', 'qualifier return': 'returned' },
  returned: { 'employer submit': 'pending' },
  // Certified data that change are qualified again.
  qualified: { 'employer submit': 'pending' },
};
const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);

test('who may do what in each state, and where it leads; everything else is refused', () => {
  let allowed = 0;
  for (const [state, exits] of Object.entries(expected))
    for (const role of Object.keys(roleWords).filter(isRole))
      for (const action of actionNames) {
        const decision = decide(employerQualification, { state, levels: [] }, action, [role], ordinaryDay);
        assert.equal(decision.refused ? undefined : decision.to.id, exits[`${role} ${action}`], `${state}: ${action} by ${role}`);
        if (!decision.refused) allowed += 1;
      }
  assert.equal(allowed, 5);
});

test('states, labels, and what follows', () => {
  const said = [...employerQualification.places.values()].filter(({ id }) => id !== 'start');
  assert.deepEqual(
    said.map(({ id, label, kind, waitsFor }) => [id, label, kind, ...waitsFor]),
    [
      ['pending', '待审核', 'waits', 'qualifier'],
      ['returned', '退回', 'waits', 'employer'],
      ['qualified', '通过', 'inForce'],
    ],
  );
  const buttons = actionsFor(employerQualification, { state: 'pending', levels: [] }, ['qualifier'], ordinaryDay);
  assert.deepEqual(
    buttons.map(({ action, asks, obstacle }) => [action, asks, obstacle]),
    [
      ['approve', undefined, undefined],
      ['return', 'reason', undefined],
    ],
  );
  const told = { kind: 'tell', whom: 'employer' };
  const follows = { approve: [{ kind: 'certify' }, told], return: [told] };
  for (const action of ['approve', 'return'] as const) {
    const decision = decide(employerQualification, { state: 'pending', levels: [] }, action, ['qualifier'], ordinaryDay);
    assert.deepEqual(decision.refused ? [] : decision.effects, follows[action]);
  }
  const submitted = decide(employerQualification, { state: 'start', levels: [] }, 'submit', ['employer'], ordinaryDay);
  assert.deepEqual(submitted.refused ? undefined : submitted.effects, []);
});
