/**
 * Holds a flow against a guide: what the operation guide says of it, written down a second time and apart from the table. Everything is
 * compared, state by state, action by action, role by role, setting by setting; what is not in the guide must be refused.
 */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { actionNames, isAction } from '../actions/all.ts';
import { reasonsFor } from '../actions/reasons.ts';
import { confirmationChanges } from '../confirmation/changes.ts';
import type { Facts } from '../facts.ts';
import { decide, replay, type Step } from '../flow/decide.ts';
import type { Effect } from '../flow/effects.ts';
import type { Flow } from '../flow/flow.ts';
import type { Case } from '../flow/table.ts';
import { ordinaryDay } from '../flow/testing/flows.ts';
import { type Levels, levelSettings, type Role, roleWords } from '../roles.ts';
import { caseFlows, flowNames, terminationOf } from './all.ts';
import { type ConditionName, conditions, type Guide, type Leads } from './guides/guide.ts';
import { offlineSigning as offlineSigningGuide } from './guides/offline-signing.ts';
import { offlineTermination as offlineTerminationGuide } from './guides/offline-termination.ts';
import { onlineTermination as onlineTerminationGuide } from './guides/online-termination.ts';
import { otherDestinationAtOnce, otherDestination as otherDestinationGuide } from './guides/other-destination.ts';
import { paperSigning as paperSigningGuide } from './guides/paper-signing.ts';
import { offlineSigning } from './offline-signing.ts';
import { offlineTermination } from './offline-termination.ts';
import { onlineTermination } from './online-termination.ts';
import { otherDestination } from './other-destination.ts';
import { paperSigning } from './paper-signing.ts';

const isCondition = (name: string): name is ConditionName => Object.hasOwn(conditions, name);
const conditionNames = Object.keys(conditions).filter(isCondition);
const isRole = (name: string): name is Role => Object.hasOwn(roleWords, name);
const roles = Object.keys(roleWords).filter(isRole);

const leadsTo = (leads: Leads | undefined, levels: Levels) =>
  typeof leads === 'object' ? leads[levels.length === 2 ? 'both' : levels[0] === 'school' ? 'school' : 'department'] : leads;
const levelAt = (state: string) => /\.(department|school)$/.exec(state)?.[1];
/** A case cannot wait for a level that the school has not set. */
const possible = (state: string) =>
  levelSettings.filter(levels => !levelAt(state) || levels.some(level => level === levelAt(state)));

function inWords(effect: Effect): string {
  switch (effect.kind) {
    case 'confirmation':
      return `confirmation ${confirmationChanges[effect.change].becomes}${effect.ifImportant ? ' if important' : ''}`;
    case 'make':
      return `make ${effect.document}`;
    case 'tell':
      return `tell ${effect.whom}`;
    case 'remindBeforeDue':
      return `remind ${effect.whom} ${effect.hours} hours before`;
    case 'remindAfter':
      return `remind ${effect.whom} after ${effect.days.join(', ')} days`;
    case 'alsoOnSigning':
      return `${effect.action} the signing`;
    default:
      return effect.kind;
  }
}

/** Tests of everything that a guide says of a flow. */
function testAgainstGuide(name: string, flow: Flow, guide: Guide): void {
  /** A case in that state, on a day on which all that the guide allows is allowed: for the clock, after the cohort's end. */
  const scene = (state: string, levels: Levels, role: Role): { kase: Case; facts: Facts } => ({
    kase: { state, levels: levelAt(state) ? levels : [] },
    facts: { ...ordinaryDay, ...guide.facts, levels, isCohortOver: role === 'clock' },
  });
  const ways = Object.entries(guide.exits).flatMap(([state, exits]) =>
    Object.entries(exits).flatMap(([exit, leads]) => {
      const [role = '', action = ''] = exit.split(' ');
      assert.ok(isRole(role) && isAction(action), `${state}: ${exit}`);
      return possible(state).flatMap(levels => {
        const to = leadsTo(leads, levels);
        return to === undefined || to.startsWith('!') ? [] : [{ state, role, action, levels, to }];
      });
    }),
  );

  describe(`${name} is what the guide says`, () => {
    test('these states with these labels, and no others', () => {
      const said = [...flow.places.values()].filter(({ id }) => id !== 'start').map(({ id, label }) => [id, label]);
      assert.deepEqual(Object.fromEntries(said), guide.labels);
      assert.deepEqual(Object.keys(guide.exits).sort(), ['start', ...Object.keys(guide.labels)].sort());
    });

    test('who may do what in each state, and where it leads, under each setting; everything else is refused', () => {
      let [allowed, refused] = [0, 0];
      for (const [state, exits] of Object.entries(guide.exits))
        for (const levels of possible(state))
          for (const role of roles)
            for (const action of actionNames) {
              const { kase, facts } = scene(state, levels, role);
              const decision = decide(flow, kase, action, [role], facts);
              const byOthers = Object.keys(exits).some(exit => exit.endsWith(` ${action}`));
              const nobody = byOthers ? '!not-yours' : '!not-possible-here';
              const found = decision.refused ? `!${decision.refused.code}` : decision.to.id;
              assert.equal(
                found,
                leadsTo(exits[`${role} ${action}`], levels) ?? nobody,
                `${state}: ${action} by ${role}, ${levels}`,
              );
              if (decision.refused) refused += 1;
              else allowed += 1;
            }
      assert.equal(allowed, guide.allowed);
      assert.ok(refused > 1_500, String(refused));
    });

    test('it holds in these states, and frees in all others', () => {
      const holding = [...flow.places.values()].filter(({ holds }) => holds).map(({ id }) => id);
      assert.deepEqual(holding.sort(), [...guide.holds].sort());
    });

    test('these steps ask for these forms', () => {
      const asked = flow.moves.flatMap(({ from, action, asks }) => (asks ? [[`${from.id} ${action}`, asks]] : []));
      assert.deepEqual(Object.fromEntries(asked), guide.asks);
    });

    test('what follows from each step', () => {
      const found = new Map<string, readonly string[]>();
      for (const { state, role, action, levels } of ways) {
        const { kase, facts } = scene(state, levels, role);
        const decision = decide(flow, kase, action, [role], facts);
        assert.ok(!decision.refused);
        const effects = decision.effects.map(inWords);
        const step = `${state} ${role} ${action}`;
        // The first of two levels passes a case on: only the graduate hears of it.
        if (action === 'approve' && role === 'department' && levels.length === 2)
          assert.deepEqual(effects, ['tell graduate'], step);
        else assert.deepEqual(found.get(step) ?? effects, effects, `${step} under another setting`);
        if (!(action === 'approve' && levels.length === 2 && role === 'department')) found.set(step, effects);
      }
      const some = [...found].filter(([, effects]) => effects.length > 0);
      assert.deepEqual(Object.fromEntries(some), guide.effects);
    });

    for (const condition of conditionNames) {
      const [code, steps] = guide.stops[condition] ?? ['', []];
      test(`${condition} stops ${steps.length > 0 ? `its ${steps.length} steps, each with ${code}` : 'nothing'}`, () => {
        const known = new Set(ways.map(({ state, role, action }) => `${state} ${role} ${action}`));
        for (const step of steps) assert.ok(known.has(step), `no such step: ${step}`);
        for (const { state, role, action, levels } of ways) {
          const { kase, facts } = scene(state, levels, role);
          const decision = decide(flow, kase, action, [role], { ...facts, ...conditions[condition] });
          const step = `${state} ${role} ${action}`;
          assert.equal(decision.refused?.code, steps.includes(step) ? code : undefined, `${step}, ${levels}`);
        }
      });
    }

    test('no person moves a case of a lapsed graduate; clock and system do', () => {
      for (const { state, role, action, levels } of ways) {
        const { kase, facts } = scene(state, levels, role);
        const decision = decide(flow, kase, action, [role], { ...facts, isLapsed: true });
        const person = role !== 'clock' && role !== 'system';
        assert.equal(decision.refused?.code, person ? 'lapsed' : undefined, `${state} ${action} ${role}`);
        if (decision.refused) assert.deepEqual(decision.instead, []);
      }
    });

    test('no person moves a case of a cohort that is over; clock and system do', () => {
      for (const { state, role, action, levels } of ways) {
        const { kase, facts } = scene(state, levels, role);
        const decision = decide(flow, kase, action, [role], { ...facts, isCohortOver: true });
        const person = role !== 'clock' && role !== 'system';
        assert.equal(decision.refused?.code, person ? 'cohort-over' : undefined, `${state} ${action} ${role}`);
        if (decision.refused) assert.deepEqual(decision.instead, []);
      }
    });

    test('the clock closes what is open, and nothing before the cohort is over', () => {
      const closing = ways.filter(({ action }) => action === 'close').map(({ state }) => state);
      const open = [...flow.places.values()].filter(({ kind }) => kind === 'waits').map(({ id }) => id);
      assert.deepEqual([...new Set(closing)].sort(), open.sort());
      for (const state of closing) {
        const { kase, facts } = scene(state, possible(state)[0] ?? [], 'clock');
        const early = decide(flow, kase, 'close', ['clock'], { ...facts, isCohortOver: false });
        assert.equal(early.refused?.code, 'cohort-not-over');
      }
    });

    test('a case in review keeps its levels, whatever the school sets meanwhile', () => {
      for (const { state, role, action, levels, to } of ways.filter(({ state }) => levelAt(state))) {
        for (const now of levelSettings) {
          const { kase, facts } = scene(state, levels, role);
          const decision = decide(flow, kase, action, [role], { ...facts, levels: now });
          assert.equal(decision.refused ? undefined : decision.to.id, to, `${state} ${action}: ${levels}, now ${now}`);
        }
      }
    });

    test('every state is reached by steps whose history replays to it, and a forged step does not', () => {
      for (const levels of levelSettings) {
        const histories = new Map<string, Step[]>([['start', []]]);
        // A map grows while it is walked: each newly reached state is visited in turn.
        for (const [state, history] of histories)
          for (const way of ways.filter(way => way.state === state && way.levels === levels)) {
            const { kase, facts } = scene(state, levels, way.role);
            const decision = decide(flow, kase, way.action, [way.role], facts);
            assert.ok(!decision.refused);
            const steps = [...history, { action: way.action, by: way.role, levels: decision.levels, to: decision.to.id }];
            assert.equal(replay(flow, steps), way.to);
            assert.throws(() => replay(flow, [...history, { ...way, levels: decision.levels, by: way.role, to: 'elsewhere' }]));
            if (!histories.has(way.to)) histories.set(way.to, steps);
          }
        const expected = Object.keys(guide.exits).filter(
          state => possible(state).includes(levels) && (guide.unreached ?? []).every(other => !state.startsWith(other)),
        );
        assert.deepEqual([...histories.keys()].sort(), expected.sort(), String(levels));
      }
    });
  });
}

testAgainstGuide('offline signing', offlineSigning, offlineSigningGuide);
testAgainstGuide('paper signing', paperSigning, paperSigningGuide);
testAgainstGuide('online termination', onlineTermination, onlineTerminationGuide);
testAgainstGuide('offline termination', offlineTermination, offlineTerminationGuide);
testAgainstGuide('other destination, voidings reviewed', otherDestination, otherDestinationGuide);
testAgainstGuide('other destination, voided at once', otherDestination, otherDestinationAtOnce);

test('the school may be asked for help on the very day that its number of days is full, and the refusal names the number', () => {
  const ask = (waitedDays: number) =>
    decide(onlineTermination, { state: 'requested.graduate', levels: [] }, 'askSchool', ['graduate'], {
      ...ordinaryDay,
      waitedDays,
      helpAfterDays: 7,
    }).refused;
  assert.deepEqual(ask(6), { code: 'not-yet', about: { days: 7 } });
  assert.equal(ask(7), undefined);
  assert.equal(ask(400), undefined);
});

test('an action that needs a reason has a list to choose from', () => {
  for (const name of flowNames) {
    for (const { from, action, asks } of caseFlows[name].moves)
      if (asks === 'reason') assert.ok(reasonsFor(name, action).length > 1, `${name}: ${from.id} ${action}`);
  }
  assert.ok(reasonsFor('online-termination', 'request').length > 1);
});

test('a signing is ended by its own kind of termination, another destination by being voided', () => {
  assert.deepEqual(flowNames.map(terminationOf), [
    'online-termination',
    'offline-termination',
    'offline-termination',
    undefined,
    undefined,
    undefined,
  ]);
});
