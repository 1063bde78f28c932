import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Action, actionNames, isAction } from '../actions/all.ts';
import type { Facts } from '../facts.ts';
import { decide } from '../flow/decide.ts';
import type { Case } from '../flow/table.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import { type Levels, levelSettings, type Role, roleWords } from '../roles.ts';
import { flowNamed, labelOf, placeOf } from './all.ts';
import { onlineSigning } from './online-signing.ts';

/*
 * What the guide says of online signing, written down a second time and apart from the table: in each state, who may do what, and where it
 * leads under each setting of the levels (院系+学校, 学校, 院系). Everything that is not listed here must be refused.
 */
type Leads = string | { readonly both?: string; readonly school?: string; readonly department?: string };
const guide: Record<string, Record<string, Leads>> = {
  start: { 'employer invite': 'invited' },
  invited: {
    'graduate accept': { both: 'reviewing.department', school: 'reviewing.school', department: 'reviewing.department' },
    'graduate decline': 'declined',
    'employer recall': 'recalled',
    'clock expire': 'expired',
    'system invalidate': 'invalidated',
    'clock close': 'closed',
  },
  'reviewing.department': {
    'department approve': { both: 'reviewing.school', department: 'effective' },
    'department reject': 'failed',
    'department refreshSnapshot': 'reviewing.department',
    'clock close': 'closed',
  },
  'reviewing.school': {
    'school approve': 'effective',
    'school reject': 'failed',
    'school refreshSnapshot': 'reviewing.school',
    'clock close': 'closed',
  },
  effective: { 'system terminate': 'terminated', 'school correct': 'effective' },
  declined: {},
  expired: {},
  recalled: {},
  invalidated: {},
  failed: {},
  terminated: {},
  closed: {},
};
const labels: Record<string, string> = {
  invited: '单位发起邀请，等待应约',
  declined: '学生已拒绝签约',
  expired: '邀请已失效（逾期未应约）',
  recalled: '单位已撤回邀请',
  invalidated: '邀请已失效（培养方式已修改）',
  'reviewing.department': '学生已同意签约，等待学院审核',
  'reviewing.school': '学生已同意签约，等待学校审核',
  effective: '签约完成（线上签约）',
  failed: '签约失败（审核不通过）',
  terminated: '已解约',
  closed: '已截止',
};

const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);
const roles = Object.keys(roleWords).filter(isRole);
const settingName = (levels: Levels) => (levels.length === 2 ? 'both' : (levels[0] ?? 'both'));
const leadsTo = (leads: Leads | undefined, levels: Levels) => (typeof leads === 'string' ? leads : leads?.[settingName(levels)]);

/** A case in that state, on a day on which all that the guide allows is allowed: for the clock, after its time has come. */
function scene(state: string, levels: Levels, role: Role): { kase: Case; facts: Facts } {
  const clock = role === 'clock';
  const dueAt = state === 'invited' ? new Date(ordinaryDay.now.getTime() + (clock ? 0 : 1)) : undefined;
  const kase = { state, levels: state.startsWith('reviewing') ? levels : [], dueAt };
  return { kase, facts: { ...ordinaryDay, levels, isCohortOver: clock } };
}
const possible = (state: string, levels: Levels) =>
  !state.startsWith('reviewing.') || levels.some(level => state.endsWith(level));

describe('online signing is what the guide says', () => {
  test('it has these states and labels, and no others', () => {
    const said = [...onlineSigning.places.values()].filter(({ id }) => id !== 'start').map(({ id, label }) => [id, label]);
    assert.deepEqual(Object.fromEntries(said), labels);
    const tones = Map.groupBy(onlineSigning.places.values(), ({ tone }) => tone);
    assert.deepEqual(Object.fromEntries([...tones].map(([tone, places]) => [tone, places.map(({ id }) => id)])), {
      waiting: ['start', 'invited'],
      ended: ['declined', 'expired', 'recalled', 'invalidated', 'terminated', 'closed'],
      review: ['reviewing.department', 'reviewing.school'],
      inForce: ['effective'],
      refused: ['failed'],
    });
    assert.equal(labelOf('online-signing', 'invited', false), labels.invited);
    assert.equal(labelOf('online-signing', 'effective', true), '失效');
    assert.throws(() => placeOf('online-signing', 'reviewing'), /has no state reviewing/);
    assert.equal(flowNamed('online-signing'), onlineSigning);
  });

  test('who may do what in each state, and where it leads, under each setting; everything else is refused', () => {
    let allowed = 0;
    let refused = 0;
    for (const [state, exits] of Object.entries(guide))
      for (const levels of levelSettings.filter(levels => possible(state, levels)))
        for (const role of roles)
          for (const action of actionNames) {
            const { kase, facts } = scene(state, levels, role);
            const decision = decide(onlineSigning, kase, action, [role], facts);
            const expected = leadsTo(exits[`${role} ${action}`], levels);
            const where = `${state}: ${action} by ${role} with ${levels}`;
            assert.equal(decision.refused ? undefined : decision.to.id, expected, where);
            if (decision.refused) {
              const byOthers = Object.keys(exits).some(exit => exit.endsWith(` ${action}`));
              assert.equal(decision.refused.code, byOthers ? 'not-yours' : 'not-possible-here', where);
              refused += 1;
            } else allowed += 1;
          }
    assert.equal(allowed, 43);
    assert.ok(refused > 2_500, String(refused));
  });

  test('a graduate is held to the case from acceptance until it ends, and not by an invitation', () => {
    const holding = [...onlineSigning.places.values()].filter(({ holds }) => holds).map(({ id }) => id);
    assert.deepEqual(holding, ['reviewing.department', 'reviewing.school', 'effective']);
  });

  test('forms: an invitation, a deliberate act, a reason for a rejection, a note that may be left out', () => {
    const asked = onlineSigning.moves.flatMap(({ from, action, asks }) => (asks ? [`${from.id} ${action}: ${asks}`] : []));
    assert.deepEqual(asked, [
      'start invite: invitation',
      'invited accept: consent',
      'invited decline: note',
      'reviewing.department reject: reason',
      'reviewing.school reject: reason',
      'effective correct: correction',
    ]);
  });

  test('effects of each step', () => {
    const effects = (state: string, action: Action, role: Role, levels: Levels = ['department', 'school']) => {
      const { kase, facts } = scene(state, levels, role);
      const decision = decide(onlineSigning, kase, action, [role], facts);
      assert.ok(!decision.refused, `${state} ${action}`);
      return decision.effects;
    };
    const told = (whom: 'graduate' | 'employer' | 'parties') => ({ kind: 'tell', whom }) as const;
    const inForce = [
      { kind: 'drawAgreementNumber' },
      { kind: 'confirmation', change: 'reported' },
      { kind: 'report' },
      { kind: 'make', document: 'agreement' },
      told('parties'),
    ];
    assert.deepEqual(effects('start', 'invite', 'employer'), [
      told('graduate'),
      { kind: 'remindBeforeDue', whom: 'graduate', hours: 24 },
    ]);
    assert.deepEqual(effects('invited', 'accept', 'graduate'), [{ kind: 'takeSnapshot' }, told('employer')]);
    assert.deepEqual(effects('invited', 'decline', 'graduate'), [told('employer')]);
    assert.deepEqual(effects('invited', 'recall', 'employer'), [told('graduate')]);
    assert.deepEqual(effects('invited', 'expire', 'clock'), [told('parties')]);
    assert.deepEqual(effects('invited', 'invalidate', 'system'), [told('parties')]);
    assert.deepEqual(effects('reviewing.department', 'approve', 'department'), [told('graduate')]);
    assert.deepEqual(effects('reviewing.school', 'approve', 'school'), inForce);
    assert.deepEqual(effects('reviewing.department', 'approve', 'department', ['department']), inForce);
    assert.deepEqual(effects('reviewing.department', 'reject', 'department'), [told('parties')]);
    assert.deepEqual(effects('reviewing.school', 'reject', 'school'), [told('parties')]);
    assert.deepEqual(effects('reviewing.school', 'refreshSnapshot', 'school'), [{ kind: 'refreshSnapshot' }]);
    assert.deepEqual(effects('effective', 'terminate', 'system'), [
      { kind: 'confirmation', change: 'cleared' },
      { kind: 'clearReport' },
    ]);
    assert.deepEqual(effects('effective', 'correct', 'school'), [
      { kind: 'confirmation', change: 'corrected', ifImportant: true },
      { kind: 'report' },
      { kind: 'make', document: 'changeNote' },
      told('parties'),
    ]);
    for (const state of ['invited', 'reviewing.department', 'reviewing.school'])
      assert.deepEqual(effects(state, 'close', 'clock'), [told('parties')]);
  });
});

/** Each condition, what it refuses with, and the only steps that it may touch. */
const conditions: Record<string, { readonly facts: Partial<Facts>; readonly code: string; readonly steps: readonly string[] }> = {
  'an employer without qualification': {
    facts: { isEmployerQualified: false },
    code: 'employer-not-qualified',
    steps: ['start invite employer'],
  },
  'an open invitation of the same employer': {
    facts: { hasOpenInvitation: true },
    code: 'invitation-open',
    steps: ['start invite employer'],
  },
  'a closed cohort': {
    facts: { isCohortOpen: false },
    code: 'cohort-not-open',
    steps: ['start invite employer', 'invited accept graduate'],
  },
  'a cohort that is over': {
    facts: { isCohortOver: true },
    code: 'cohort-over',
    steps: [
      'start invite employer',
      'invited accept graduate',
      'invited decline graduate',
      'invited recall employer',
      'reviewing.department approve department',
      'reviewing.department reject department',
      'reviewing.department refreshSnapshot department',
      'reviewing.school approve school',
      'reviewing.school reject school',
      'reviewing.school refreshSnapshot school',
      'effective correct school',
    ],
  },
  'a closed module': {
    facts: { isModuleOpen: false },
    code: 'module-closed',
    steps: ['start invite employer', 'invited accept graduate'],
  },
  'training mode 21': {
    facts: { trainingMode: '21' },
    code: 'mode-may-not-sign',
    steps: [
      'start invite employer',
      'invited accept graduate',
      'reviewing.department approve department',
      'reviewing.school approve school',
    ],
  },
  'training mode 41': {
    facts: { trainingMode: '41' },
    code: 'mode-may-not-sign',
    steps: [
      'start invite employer',
      'invited accept graduate',
      'reviewing.department approve department',
      'reviewing.school approve school',
    ],
  },
  'another destination': {
    facts: { hold: { ref: '1-7', label: '某公司（签约完成）', freedBy: '解约后可另行签约' } },
    code: 'other-hold',
    steps: ['invited accept graduate', 'invited decline graduate'],
  },
  'a key field that differs': {
    facts: { keyFieldsThatDiffer: ['姓名'] },
    code: 'key-fields-differ',
    steps: ['reviewing.department approve department', 'reviewing.school approve school'],
  },
  'a roster without news': {
    facts: { rosterHasNews: false },
    code: 'roster-has-no-news',
    steps: ['reviewing.department refreshSnapshot department', 'reviewing.school refreshSnapshot school'],
  },
  'a graduate who lapsed': {
    facts: { isLapsed: true },
    code: 'lapsed',
    steps: [
      'start invite employer',
      'invited accept graduate',
      'invited decline graduate',
      'invited recall employer',
      'invited expire clock',
      'reviewing.department approve department',
      'reviewing.department reject department',
      'reviewing.department refreshSnapshot department',
      'reviewing.school approve school',
      'reviewing.school reject school',
      'reviewing.school refreshSnapshot school',
      'effective correct school',
    ],
  },
  'training mode 12, which may sign': { facts: { trainingMode: '12' }, code: '', steps: [] },
};

describe('conditions', () => {
  const steps = Object.entries(guide).flatMap(([state, exits]) =>
    Object.keys(exits).map(exit => {
      const [role = '', action = ''] = exit.split(' ');
      assert.ok(isRole(role) && isAction(action));
      return { state, role, action };
    }),
  );
  for (const [name, { facts: changed, code, steps: touched }] of Object.entries(conditions)) {
    test(`${name} flips exactly its own steps, each with one code`, () => {
      for (const { state, role, action } of steps)
        for (const levels of levelSettings.filter(levels => possible(state, levels))) {
          const { kase, facts } = scene(state, levels, role);
          const decision = decide(onlineSigning, kase, action, [role], { ...facts, ...changed });
          const step = `${state} ${action} ${role}`;
          assert.equal(decision.refused?.code, touched.includes(step) ? code : undefined, step);
        }
    });
  }

  test('no person moves a case of a lapsed graduate, whatever the rest of the facts', () => {
    const persons = roles.filter(role => role !== 'clock' && role !== 'system');
    for (const state of Object.keys(guide))
      for (const levels of levelSettings.filter(levels => possible(state, levels)))
        for (const role of persons)
          for (const action of actionNames) {
            const { kase, facts } = scene(state, levels, role);
            const decision = decide(onlineSigning, kase, action, [role], { ...facts, isLapsed: true });
            assert.ok(decision.refused, `${state} ${action} ${role}`);
            assert.deepEqual(decision.instead, []);
          }
  });

  test('the clock moves an invitation from its time on, and persons until then, to the millisecond', () => {
    const dueAt = new Date('2027-03-13T16:00:00Z');
    const code = (action: Action, role: Role, offset: number) => {
      const facts = { ...ordinaryDay, now: new Date(dueAt.getTime() + offset) };
      return decide(onlineSigning, { state: 'invited', levels: [], dueAt }, action, [role], facts).refused?.code;
    };
    const persons = [
      ['accept', 'graduate'],
      ['decline', 'graduate'],
      ['recall', 'employer'],
    ] as const;
    for (const [action, role] of persons) {
      assert.equal(code(action, role, -1), undefined);
      assert.equal(code(action, role, 0), 'too-late');
      assert.equal(code(action, role, 86_400_000), 'too-late');
    }
    assert.equal(code('expire', 'clock', -1), 'not-due');
    assert.equal(code('expire', 'clock', 0), undefined);
    assert.equal(code('expire', 'clock', 86_400_000), undefined);
  });

  test('a case without a deadline is never due, and the clock closes nothing before the cohort is over', () => {
    const expire = decide(onlineSigning, { state: 'invited', levels: [] }, 'expire', ['clock'], ordinaryDay);
    assert.equal(expire.refused?.code, 'not-due');
    for (const state of ['invited', 'reviewing.department', 'reviewing.school']) {
      const kase = { state, levels: ['department', 'school'] as const };
      assert.equal(decide(onlineSigning, kase, 'close', ['clock'], ordinaryDay).refused?.code, 'cohort-not-over');
    }
  });
});
