import assert from 'node:assert/strict';
import { test } from 'node:test';
import { confirmationStates } from '../confirmation/states.ts';
import { authorizationObstacle, daysToChoose, leadsOnFrom } from './authorize.ts';

const facts = { state: 'right', isLapsed: false, isModuleOpen: true, graduatesIn: '202706' } as const;
const now = new Date('2027-06-20T03:00:00Z');

test('open only once the record was confirmed as right; each other state says why and leads on', () => {
  const said = confirmationStates.map(state => [state, authorizationObstacle({ ...facts, state }, now)] as const);
  assert.deepEqual(said, [
    ['unreported', 'nothing-reported'],
    ['unconfirmed', 'confirm-first'],
    ['right', undefined],
    ['wrong', 'confirmed-wrong'],
  ]);
  assert.deepEqual(
    said.flatMap(([, code]) => (code ? [leadsOnFrom(code)] : [])),
    ['destinations', 'confirmation', 'confirmation'],
  );
});

test('closed by a lapse, by the school, and when the service is over', () => {
  assert.equal(authorizationObstacle({ ...facts, isLapsed: true, isModuleOpen: false }, now), 'lapsed');
  assert.equal(authorizationObstacle({ ...facts, isModuleOpen: false }, now), 'authorization-closed');
  assert.equal(authorizationObstacle(facts, new Date('2027-12-31T15:59:59Z')), undefined);
  assert.equal(authorizationObstacle(facts, new Date('2027-12-31T16:00:00Z')), 'authorization-over');
  assert.equal(leadsOnFrom('authorization-over'), null);
});

test('from one day to the end of the service', () => {
  assert.deepEqual(daysToChoose('202706', now), { first: '2027-06-21', last: '2027-12-31' });
  assert.deepEqual(daysToChoose('202706', new Date('2027-12-31T10:00:00Z')), { first: '2027-12-31', last: '2027-12-31' });
});
