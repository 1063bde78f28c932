import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { type Action, actionNames } from '../actions/all.ts';
import type { Facts } from '../facts.ts';
import { caseFlows } from '../flows/all.ts';
import { employerQualification } from '../flows/employer-qualification.ts';
import { onlineSigning } from '../flows/online-signing.ts';
import { review } from '../flows/review.ts';
import { type Levels, levelSettings, type Role, roleWords } from '../roles.ts';
import { actionsFor, askOf, decide, openingOf, replay, type Step } from './decide.ts';
import { defineFlow } from './define.ts';
import { flowDiagram } from './diagram.ts';
import type { Flow } from './flow.ts';
import { stepsAhead, waitingFor } from './steps.ts';
import { type Case, ends, start, waits } from './table.ts';
import { everything, ordinaryDay } from './testing/flows.ts';

const flows = [everything, ...Object.values(caseFlows), employerQualification];
const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);
const roles = Object.keys(roleWords).filter(isRole);

const hold = { ref: '1-7', label: '签约完成', freedBy: '解约后' };
const days: readonly Facts[] = [
  ordinaryDay,
  { ...ordinaryDay, isLapsed: true },
  { ...ordinaryDay, hold },
  { ...ordinaryDay, isCohortOpen: false, isCohortOver: true },
  { ...ordinaryDay, isEmployerQualified: false, hasOpenInvitation: true, keyFieldsThatDiffer: ['姓名'] },
  { ...ordinaryDay, isModuleOpen: false, trainingMode: '21' },
  { ...ordinaryDay, isVoidingReviewed: true },
];
/** Each level setting that a case may carry in its state. */
const casesAt = (flow: Flow, state: string): Case[] => {
  const at = flow.places.get(state)?.at;
  return levelSettings
    .filter(levels => (at !== 'department' && at !== 'school') || levels.includes(at))
    .map(levels => ({ state, levels }));
};
const cellsOf = (flow: Flow) =>
  [...flow.places.keys()].flatMap(state =>
    casesAt(flow, state).flatMap(kase => [
      kase,
      { ...kase, dueAt: ordinaryDay.now },
      { ...kase, dueAt: new Date(ordinaryDay.now.getTime() + 1) },
    ]),
  );

describe('buttons and decisions', () => {
  for (const flow of flows) {
    test(`agree in every cell of ${flow.name}`, () => {
      let cells = 0;
      for (const kase of cellsOf(flow))
        for (const facts of days)
          for (const role of roles)
            for (const action of actionNames) {
              const buttons = actionsFor(flow, kase, [role], facts);
              const button = buttons.find(button => button.action === action);
              const decision = decide(flow, kase, action, [role], facts);
              const where = `${kase.state} ${action} by ${role}`;
              cells += 1;
              assert.equal(askOf(flow, kase.state, action, [role]), button?.asks, where);
              if (decision.refused) {
                const elsewhere = flow.moves.some(move => move.from.id === kase.state && move.action === action);
                assert.deepEqual(
                  decision.refused,
                  button?.obstacle ?? { code: elsewhere ? 'not-yours' : 'not-possible-here' },
                  where,
                );
                assert.deepEqual(
                  decision.instead,
                  buttons.filter(({ obstacle }) => !obstacle).map(({ action }) => action),
                  where,
                );
              } else {
                assert.ok(button && !button.obstacle, where);
                assert.equal(decision.by, role, where);
                assert.equal(flow.places.get(decision.to.id), decision.to, where);
              }
            }
      assert.ok(cells > 5_000, String(cells));
    });
  }

  test('somebody with two roles has the buttons of both, and acts in the one that the action needs', () => {
    const both = actionsFor(everything, { state: 'requested.graduate', levels: [] }, ['graduate', 'employer'], ordinaryDay);
    assert.deepEqual(
      both.map(({ action }) => action),
      ['accept', 'decline', 'recall', 'return'],
    );
    const decision = decide(
      everything,
      { state: 'requested.graduate', levels: [] },
      'accept',
      ['graduate', 'employer'],
      ordinaryDay,
    );
    assert.ok(!decision.refused);
    assert.equal(decision.by, 'employer');
  });

  test('a review gives its level approval, rejection and return, the latter two with a reason; the graduate may withdraw', () => {
    const buttons = (state: string, role: Role) =>
      actionsFor(everything, { state, levels: ['department', 'school'] }, [role], ordinaryDay).map(({ action, asks }) => [
        action,
        asks,
      ]);
    for (const level of ['department', 'school'] as const) {
      assert.deepEqual(buttons(`reviewing.${level}`, level), [
        ['approve', undefined],
        ['reject', 'reason'],
        ['return', 'reason'],
        ['refreshSnapshot', undefined],
      ]);
      const returned = decide(
        everything,
        { state: `reviewing.${level}`, levels: ['department', 'school'] },
        'return',
        [level],
        ordinaryDay,
      );
      assert.equal(returned.refused ?? returned.to.id, 'taken');
    }
    assert.deepEqual(buttons('reviewing.department', 'school'), []);
    assert.deepEqual(buttons('reviewing.department', 'graduate'), [['withdraw', undefined]]);
    assert.deepEqual(buttons('voiding.school', 'school'), [
      ['approve', undefined],
      ['reject', 'reason'],
    ]);
  });

  test('a refusal says what it is about, and what is possible instead', () => {
    const refusal = decide(onlineSigning, { state: 'invited', levels: [] }, 'accept', ['graduate'], { ...ordinaryDay, hold });
    assert.deepEqual(refusal, { refused: { code: 'other-hold', about: { ...hold } }, instead: [] });
    const other = decide(onlineSigning, { state: 'invited', levels: [] }, 'accept', ['graduate'], {
      ...ordinaryDay,
      isModuleOpen: false,
    });
    assert.deepEqual(other, { refused: { code: 'module-closed' }, instead: ['decline'] });
  });
});

describe('levels', () => {
  const approve = (state: string, levels: Levels, role: Role = state.endsWith('school') ? 'school' : 'department') => {
    const decision = decide(everything, { state, levels }, 'approve', [role], ordinaryDay);
    return decision.refused ? decision.refused.code : [decision.to.id, ...decision.levels];
  };
  test('a review passes the levels that the case carries, in their order', () => {
    assert.deepEqual(approve('reviewing.department', ['department', 'school']), ['reviewing.school', 'department', 'school']);
    assert.deepEqual(approve('reviewing.school', ['department', 'school']), ['inForce', 'department', 'school']);
    assert.deepEqual(approve('reviewing.department', ['department']), ['inForce', 'department']);
    assert.deepEqual(approve('reviewing.school', ['school']), ['inForce', 'school']);
    assert.equal(approve('reviewing.department', ['department', 'school'], 'school'), 'not-yours');
    assert.throws(() => approve('reviewing.school', ['department']), /reviewing\.school is not in a review by department/);
  });
  test('a submission enters at the first level of the setting of that day; in the review the case keeps its own', () => {
    for (const levels of levelSettings) {
      const facts = { ...ordinaryDay, levels };
      const entered = decide(everything, { state: 'taken', levels: ['department', 'school'] }, 'submit', ['graduate'], facts);
      assert.ok(!entered.refused);
      assert.deepEqual([entered.to.id, entered.levels], [`reviewing.${levels[0]}`, levels]);
      const kept = decide(
        everything,
        { state: 'reviewing.department', levels: ['department'] },
        'approve',
        ['department'],
        facts,
      );
      assert.ok(!kept.refused);
      assert.deepEqual([kept.to.id, kept.levels], ['inForce', ['department']]);
    }
  });
  test('a review that may be left out is an approval by nobody, with the effects of both', () => {
    const kase = { state: 'inForce', levels: [] };
    const reviewed = decide(everything, kase, 'terminate', ['graduate'], ordinaryDay);
    const atOnce = decide(everything, kase, 'terminate', ['graduate'], { ...ordinaryDay, isModuleOpen: false });
    assert.ok(!reviewed.refused && !atOnce.refused);
    assert.deepEqual([reviewed.to.id, reviewed.effects], ['voiding.department', []]);
    assert.deepEqual([atOnce.to.id, atOnce.levels], ['voided', []]);
    assert.deepEqual(
      atOnce.effects.map(effect => effect.kind === 'tell' && effect.whom),
      ['employer', 'parties'],
    );
  });
  test('withdrawing is open while nobody has decided: at the first of the levels only', () => {
    const withdraw = (state: string, levels: Levels) =>
      decide(everything, { state, levels }, 'withdraw', ['graduate'], ordinaryDay).refused?.code;
    assert.equal(withdraw('reviewing.department', ['department', 'school']), undefined);
    assert.equal(withdraw('reviewing.school', ['school']), undefined);
    assert.equal(withdraw('reviewing.school', ['department', 'school']), 'already-decided');
  });
  test('approval on the way has its own effects, the last one those of the outcome', () => {
    const effects = (state: string, levels: Levels) => {
      const decision = decide(
        onlineSigning,
        { state, levels },
        'approve',
        state.endsWith('school') ? ['school'] : ['department'],
        ordinaryDay,
      );
      assert.ok(!decision.refused);
      return decision.effects.map(effect => effect.kind);
    };
    const inForce = ['drawAgreementNumber', 'confirmation', 'report', 'make', 'tell'];
    assert.deepEqual(effects('reviewing.department', ['department', 'school']), ['tell']);
    assert.deepEqual(effects('reviewing.school', ['department', 'school']), inForce);
    assert.deepEqual(effects('reviewing.department', ['department']), inForce);
  });
});

describe('places', () => {
  test('a state that waits for a relative role exists once for each role, with its own label and turn', () => {
    const said = [...everything.places.values()].map(({ id, label, waitsFor, holds }) => `${id} ${label} ${waitsFor} ${holds}`);
    assert.deepEqual(said, [
      'start   false',
      'requested.graduate 学生发起，等待单位同意 employer false',
      'requested.employer 单位发起，等待学生同意 graduate false',
      'helped 学生发起，已请求学校协助 employer,school true',
      'declined 对方不同意  false',
      'cancelled 发起方已撤回  false',
      'reviewing.department 等待学院审核 department true',
      'reviewing.school 等待学校审核 school true',
      'taken 已撤回，等待学生 graduate true',
      'inForce 生效  true',
      'voiding.department 作废，等待学院审核 department true',
      'voiding.school 作废，等待学校审核 school true',
      'voided 已作废  false',
      'failed 未通过  false',
    ]);
  });
  test('a flow without holds holds nowhere', () => {
    assert.ok([...employerQualification.places.values()].every(({ holds }) => !holds));
  });
  test('a case that takes the hold needs it to be free, a case that has it does not', () => {
    const taken = { ...ordinaryDay, hold };
    const code = (state: string, action: Action, role: Role) =>
      decide(everything, { state, levels: ['department', 'school'] }, action, [role], taken).refused?.code;
    assert.equal(code('requested.employer', 'accept', 'graduate'), 'other-hold');
    assert.equal(code('requested.graduate', 'return', 'graduate'), 'other-hold');
    assert.equal(code('requested.employer', 'decline', 'graduate'), undefined);
    assert.equal(code('taken', 'submit', 'graduate'), undefined);
    assert.equal(code('reviewing.school', 'approve', 'school'), undefined);
  });
  test('a step that may lead to the hold needs it to be free, even where another setting leads past it', () => {
    const flow = defineFlow({
      name: 'perhaps',
      title: '可能占用',
      always: [],
      hold: { exceptIn: ['draft'], needs: { code: 'other-hold', isMet: facts => facts.hold === undefined } },
      states: { draft: waits('graduate', '暂存'), reviewing: waits('reviewer', '等待{reviewer}审核'), done: ends('结束') },
      rows: [
        { action: 'invite', by: 'graduate', from: start, to: 'draft' },
        { action: 'submit', by: 'graduate', from: 'draft', to: 'reviewing', atOnce: () => false },
        ...review('reviewing', { approve: { to: 'done' }, reject: 'draft' }),
      ],
    });
    const submit = (facts: Facts) => decide(flow, { state: 'draft', levels: [] }, 'submit', ['graduate'], facts).refused?.code;
    assert.deepEqual([submit({ ...ordinaryDay, hold }), submit(ordinaryDay)], ['other-hold', undefined]);
  });
  test('what waits for somebody is a list of states', () => {
    assert.deepEqual(waitingFor(everything, ['school']), ['helped', 'reviewing.school', 'voiding.school']);
    assert.deepEqual(waitingFor(onlineSigning, ['department']), ['reviewing.department']);
    assert.deepEqual(waitingFor(onlineSigning, ['graduate']), ['invited']);
    assert.deepEqual(waitingFor(onlineSigning, ['employer', 'clock', 'system']), []);
  });
});

describe('what lies ahead', () => {
  const ahead = (flow: Flow, state: string, levels: Levels) => stepsAhead(flow, state, levels).map(({ id }) => id);
  test('online signing, under each setting', () => {
    assert.deepEqual(ahead(onlineSigning, 'invited', ['department', 'school']), [
      'reviewing.department',
      'reviewing.school',
      'effective',
    ]);
    assert.deepEqual(ahead(onlineSigning, 'invited', ['school']), ['reviewing.school', 'effective']);
    assert.deepEqual(ahead(onlineSigning, 'invited', ['department']), ['reviewing.department', 'effective']);
    assert.deepEqual(ahead(onlineSigning, 'invited', []), ['reviewing.department', 'reviewing.school', 'effective']);
    assert.deepEqual(ahead(onlineSigning, 'reviewing.department', ['department', 'school']), ['reviewing.school', 'effective']);
    assert.deepEqual(ahead(onlineSigning, 'reviewing.school', ['department', 'school']), ['effective']);
    for (const ended of ['effective', 'declined', 'expired', 'recalled', 'failed', 'terminated', 'closed'])
      assert.deepEqual(ahead(onlineSigning, ended, ['department', 'school']), []);
  });
  test('ends somewhere from every place of every flow', () => {
    for (const flow of flows)
      for (const kase of [...flow.places.keys()].filter(id => id !== start).flatMap(id => casesAt(flow, id))) {
        const last = stepsAhead(flow, kase.state, kase.levels).at(-1) ?? flow.places.get(kase.state);
        assert.ok(last && last.kind !== 'waits', `${flow.name} ${kase.state}`);
      }
  });
});

describe('replay', () => {
  /** A walk: at each step one of the open buttons of everybody, on a day chosen at random. */
  function walk(flow: Flow, choices: readonly { isDue: boolean; day: number; levels: number; pick: number }[]) {
    let kase: Case = { state: start, levels: [] };
    const history: Step[] = [];
    for (const { isDue, day, levels, pick } of choices) {
      const facts: Facts = { ...ordinaryDay, ...days[day % days.length], levels: levelSettings[levels % 3] ?? [] };
      const open = roles.flatMap(role =>
        actionsFor(flow, kase, [role], facts).flatMap(({ action, obstacle }) => (obstacle ? [] : [{ action, role }])),
      );
      const chosen = open[pick % Math.max(open.length, 1)];
      if (!chosen) continue;
      const decision = decide(flow, kase, chosen.action, [chosen.role], facts);
      assert.ok(!decision.refused);
      history.push({ action: chosen.action, by: decision.by, levels: decision.levels, to: decision.to.id });
      // Whether the deadline has come is chosen too.
      const dueAt = decision.to.runsOut ? new Date(ordinaryDay.now.getTime() + (isDue ? 0 : 1)) : undefined;
      kase = { state: decision.to.id, levels: decision.levels, dueAt };
    }
    return { state: kase.state, history };
  }
  const choice = fc.record({ isDue: fc.boolean(), day: fc.nat(days.length - 1), levels: fc.nat(2), pick: fc.nat(1000) });
  for (const flow of flows) {
    test(`gives the state of every random walk through ${flow.name}`, () => {
      const visited = new Set<string>();
      fc.assert(
        fc.property(fc.array(choice, { minLength: 20, maxLength: 40 }), choices => {
          const { state, history } = walk(flow, choices);
          for (const step of history) visited.add(step.to);
          assert.equal(replay(flow, history), state);
        }),
        { numRuns: 1500, seed: 20270310 },
      );
      const missed = [...flow.places.keys()].filter(id => id !== start && !visited.has(id));
      assert.deepEqual(missed, [], 'the walks went everywhere');
    });
  }
  test('stops at the first step that the table does not have', () => {
    const sound: Step[] = [
      { action: 'invite', by: 'employer', levels: ['school'], to: 'invited' },
      { action: 'accept', by: 'graduate', levels: ['school'], to: 'reviewing.school' },
    ];
    assert.equal(replay(onlineSigning, sound), 'reviewing.school');
    assert.equal(replay(onlineSigning, []), start);
    const [first, second] = sound;
    assert.ok(first && second);
    const message = /flow online-signing: invited –accept by graduate→ reviewing\.department is not in the table/;
    assert.throws(() => replay(onlineSigning, [first, { ...second, to: 'reviewing.department' }]), message);
    assert.throws(() => replay(onlineSigning, [second]), /is not in the table/);
    assert.throws(() => replay(onlineSigning, [first, { ...second, by: 'employer' }]), /is not in the table/);
    assert.throws(() => replay(onlineSigning, [first, { ...second, levels: ['department'] }]), /is not in the table/);
  });
});

test('a diagram has a box per state, an arrow per pair of states, on it who does what', () => {
  assert.equal(
    flowDiagram(employerQualification),
    [
      'stateDiagram-v2',
      '  pending: 待审核',
      '  returned: 退回',
      '  qualified: 通过',
      '  [*] --> pending: 提交审核（单位）',
      '  returned --> pending: 提交审核（单位）',
      '  qualified --> pending: 提交审核（单位）',
      '  pending --> qualified: 审核通过（资质审核方）',
      '  pending --> returned: 退回修改（资质审核方）',
    ].join('\n'),
  );
  const signing = flowDiagram(onlineSigning).split('\n');
  assert.ok(signing.includes('  reviewing: 学生已同意签约，等待学院审核 / 学生已同意签约，等待学校审核'));
  assert.ok(signing.includes('  reviewing --> effective: 审核通过（学院、学校）'));
  assert.ok(signing.includes('  failed --> [*]'));
  assert.ok(!signing.some(line => line.startsWith('  effective --> [*]')));
});

test('each flow has one action that a case begins with', () => {
  for (const flow of flows) {
    const beginnings = flow.moves.filter(({ from }) => from.id === start).map(({ action }) => action);
    assert.deepEqual([...new Set(beginnings)], [openingOf(flow)], flow.name);
  }
});
