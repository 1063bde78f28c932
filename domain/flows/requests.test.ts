import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Action, actionNames, isAction } from '../actions/all.ts';
import { decide } from '../flow/decide.ts';
import type { Flow } from '../flow/flow.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import { type Role, roleWords } from '../roles.ts';
import { changeRequest } from './change-request.ts';
import { objection } from './objection.ts';

const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);

/* Written apart from the tables: in each state, who may do what, and where it leads. Everything that is not listed here must be refused. */
const expected: readonly (readonly [Flow, Record<string, Record<string, string>>, Record<string, string>])[] = [
  [
    changeRequest,
    {
      start: { 'department submit': 'pending' },
      pending: { 'school approve': 'changed', 'school reject': 'refused', 'clock close': 'closed' },
      changed: {},
      refused: {},
      closed: {},
    },
    { pending: '待学校处理', changed: '已变更', refused: '不予变更', closed: '已截止' },
  ],
  [
    objection,
    {
      start: { 'graduate submit': 'pending' },
      pending: { 'school answer': 'answered', 'clock close': 'closed' },
      answered: {},
      closed: {},
    },
    { pending: '等待学校答复', answered: '学校已答复', closed: '已截止' },
  ],
];

/** The clock comes when the year is over. */
const dayOf = (role: Role) => ({ ...ordinaryDay, isCohortOver: role === 'clock' });

for (const [flow, exits, labels] of expected)
  test(`${flow.name}: who may do what in each state, and where it leads; everything else is refused`, () => {
    const said = [...flow.places.values()].filter(({ id }) => id !== 'start').map(({ id, label }) => [id, label]);
    assert.deepEqual(Object.fromEntries(said), labels);
    for (const [state, ways] of Object.entries(exits))
      for (const role of Object.keys(roleWords).filter(isRole))
        for (const action of actionNames) {
          const decision = decide(flow, { state, levels: [] }, action, [role], dayOf(role));
          const found = decision.refused ? undefined : decision.to.id;
          assert.equal(found, ways[`${role} ${action}`], `${state}: ${action} by ${role}`);
        }
  });

test('a lapsed graduate’s record is not changed on request; the request itself can be refused', () => {
  const lapsed = { ...ordinaryDay, isLapsed: true };
  const code = (state: string, action: Action, role: Role) =>
    decide(changeRequest, { state, levels: [] }, action, [role], lapsed).refused?.code;
  assert.equal(code('start', 'submit', 'department'), 'lapsed');
  assert.equal(code('pending', 'approve', 'school'), 'lapsed');
  assert.equal(code('pending', 'reject', 'school'), undefined);
});

test('effects: a granted request corrects the record, and the requester is told the outcome', () => {
  const told = (flow: Flow, action: Action) => {
    const role = action === 'close' ? 'clock' : 'school';
    const decision = decide(flow, { state: 'pending', levels: [] }, action, [role], dayOf(role));
    return decision.refused ? [] : decision.effects;
  };
  assert.deepEqual(told(changeRequest, 'approve'), [{ kind: 'correctRecord' }, { kind: 'tell', whom: 'otherParty' }]);
  assert.deepEqual(told(changeRequest, 'reject'), [{ kind: 'tell', whom: 'otherParty' }]);
  assert.deepEqual(told(objection, 'answer'), [{ kind: 'tell', whom: 'graduate' }]);
  assert.deepEqual(told(changeRequest, 'close'), [{ kind: 'tell', whom: 'otherParty' }]);
  assert.deepEqual(told(objection, 'close'), [{ kind: 'tell', whom: 'graduate' }]);
});

test('once the cohort is over nobody but the clock moves anything, and the clock not before', () => {
  for (const [flow, exits] of expected)
    for (const [state, ways] of Object.entries(exits))
      for (const way of Object.keys(ways)) {
        const [role = '', action = ''] = way.split(' ');
        assert.ok(isRole(role) && isAction(action));
        const on = (isCohortOver: boolean) =>
          decide(flow, { state, levels: [] }, action, [role], { ...ordinaryDay, isCohortOver }).refused?.code;
        assert.deepEqual(
          [on(true), on(false)],
          role === 'clock' ? [undefined, 'cohort-not-over'] : ['cohort-over', undefined],
          way,
        );
      }
});

test('an objection is filed while the cohort is open, and answered until it is over', () => {
  const closed = { ...ordinaryDay, isCohortOpen: false };
  const code = (state: string, action: Action, role: Role) =>
    decide(objection, { state, levels: [] }, action, [role], closed).refused?.code;
  assert.equal(code('start', 'submit', 'graduate'), 'cohort-not-open');
  assert.equal(code('pending', 'answer', 'school'), undefined);
});
