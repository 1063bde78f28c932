import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Action, actionNames } from '../actions/all.ts';
import { nothingInTheWay } from '../facts.ts';
import { decide } from '../flow/decide.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import { type Levels, type Role, roleWords } from '../roles.ts';
import { archiveRequest } from './archive-request.ts';
import { hukouRequest } from './hukou-request.ts';

const both: Levels = ['department', 'school'];
const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);
const facts = { ...nothingInTheWay(ordinaryDay.now), levels: both };

/* Written apart from the table: in each state, who may do what, and where it leads. Everything that is not listed here must be refused. */
const expected: Record<string, Record<string, string>> = {
  start: { 'graduate register': 'reviewing.department' },
  'reviewing.department': {
    'graduate edit': 'reviewing.department',
    'department correct': 'reviewing.department',
    'department approve': 'reviewing.school',
    'department reject': 'rejected',
    'system lapse': 'rejected',
    'clock close': 'closed',
  },
  'reviewing.school': {
    'school correct': 'reviewing.school',
    'school approve': 'approved',
    'school reject': 'rejected',
    'system lapse': 'rejected',
    'clock close': 'closed',
  },
  approved: {},
  rejected: {},
  closed: {},
};

for (const flow of [archiveRequest, hukouRequest])
  describe(flow.name, () => {
    const outcome = (state: string, role: Role, action: Action, more: object = {}, levels: Levels = both) =>
      decide(flow, { state, levels: state === 'start' ? [] : levels }, action, [role], { ...facts, ...more });
    const codeOf = (...asked: Parameters<typeof outcome>) => outcome(...asked).refused?.code;

    test('who may do what in each state, and where it leads; everything else is refused', () => {
      assert.deepEqual([...flow.places.keys()], Object.keys(expected));
      for (const [state, ways] of Object.entries(expected))
        for (const role of Object.keys(roleWords).filter(isRole))
          for (const action of actionNames) {
            const decision = outcome(state, role, action, { isCohortOver: role === 'clock' });
            assert.equal(decision.refused ? undefined : decision.to.id, ways[`${role} ${action}`], `${state}: ${role} ${action}`);
          }
    });

    test('reads as the guide has it', () => {
      const labels = [...flow.places.values()].slice(1).map(({ label }) => label);
      assert.deepEqual(labels, ['待审核（等待学院审核）', '待审核（等待学校审核）', '审核通过', '审核不通过', '已截止']);
    });

    test('one registers who has no record, and modifies who has one; one request at a time', () => {
      assert.equal(codeOf('start', 'graduate', 'register', { isRegistered: true }), 'already-registered');
      assert.equal(codeOf('start', 'graduate', 'modify'), 'not-registered');
      assert.equal(codeOf('start', 'graduate', 'modify', { isRegistered: true }), undefined);
      assert.equal(codeOf('start', 'graduate', 'register', { transferRequestOpen: true }), 'transfer-request-open');
    });

    test('a closed module and a closed cohort stop the graduate, and no reviewer', () => {
      for (const [more, code] of [
        [{ isModuleOpen: false }, 'transfer-module-closed'],
        [{ isCohortOpen: false }, 'cohort-not-open'],
      ] as const) {
        assert.equal(codeOf('start', 'graduate', 'register', more), code);
        assert.equal(codeOf('reviewing.department', 'graduate', 'edit', more), code);
        assert.equal(codeOf('reviewing.department', 'department', 'approve', more), undefined);
      }
      for (const action of ['correct', 'approve', 'reject'] as const) {
        assert.equal(codeOf('reviewing.department', 'department', action, { isCohortOver: true }), 'cohort-over');
        assert.equal(codeOf('reviewing.department', 'department', action, { isLapsed: true }), 'lapsed');
      }
    });

    test('the clock ends what waits when the cohort is over, not before; the graduate is told and nothing is written', () => {
      for (const state of ['reviewing.department', 'reviewing.school']) {
        assert.equal(codeOf(state, 'clock', 'close'), 'cohort-not-over');
        const decision = outcome(state, 'clock', 'close', { isCohortOver: true });
        assert.deepEqual(decision.refused ? [] : decision.effects, [{ kind: 'tell', whom: 'graduate' }]);
      }
      assert.equal(codeOf('start', 'graduate', 'register', { isCohortOpen: false, isCohortOver: true }), 'cohort-over');
    });

    test('it is edited while no level has decided, whichever level is the first', () => {
      assert.equal(codeOf('reviewing.school', 'graduate', 'edit'), 'already-decided');
      assert.equal(codeOf('reviewing.school', 'graduate', 'edit', {}, ['school']), undefined);
    });

    test('the record is written when the last level approves, and not before', () => {
      const kinds = (state: string, role: Role, levels: Levels) => {
        const decision = outcome(state, role, 'approve', {}, levels);
        return decision.refused ? [] : decision.effects.map(({ kind }) => kind);
      };
      assert.deepEqual(kinds('reviewing.department', 'department', both), ['tell']);
      assert.deepEqual(kinds('reviewing.department', 'department', ['department']), ['writeTransfer', 'tell']);
      assert.deepEqual(kinds('reviewing.school', 'school', both), ['writeTransfer', 'tell']);
    });
  });

test('hukou alone asks whether the hukou is with the school', () => {
  const elsewhere = { ...facts, hukouAtSchool: false };
  const begin = (flow: typeof hukouRequest) =>
    decide(flow, { state: 'start', levels: [] }, 'register', ['graduate'], elsewhere).refused?.code;
  assert.deepEqual([begin(archiveRequest), begin(hukouRequest)], [undefined, 'hukou-not-at-school']);
});
