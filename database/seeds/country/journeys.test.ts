/** Every place that the tables of the flows know is one where somebody in the seed is: a new one is missed at once. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { offeredTypes } from '#domain/codes/destination-types.ts';
import type { Flow } from '#domain/flow/flow.ts';
import { caseFlows, requestFlows } from '#domain/flows/all.ts';
import { transferDetails, transferKinds } from '#domain/transfers/kinds.ts';
import { demoMajors } from '../../demo/demo-school.ts';
import { seededRandom } from '../../demo/random.ts';
import { otherTypeFor } from './forms.ts';
import { allJourneys, type Journey, journeyFor } from './journeys.ts';
import { requestJourneys } from './request-journeys.ts';
import { allTransferJourneys } from './transfer-journeys.ts';

/** Where a flow can be while its cohort is open: what only the year's end leads to comes later. */
const placesOf = ({ places, moves }: Flow): string[] =>
  [...places.values()].flatMap(({ id, kind }) => {
    const ways = moves.filter(({ landings }) => landings.some(landing => landing.id === id));
    return kind === 'start' || ways.every(({ action }) => action === 'close') ? [] : [id];
  });
const withTermination = (journey: Journey): Journey[] =>
  journey.termination ? [journey, ...withTermination(journey.termination)] : [journey];

describe('the seed', () => {
  const journeys = allJourneys.flatMap(withTermination);
  const undrawn = new Set(allJourneys);
  for (const flow of Object.values(caseFlows))
    test(`has somebody in every state of ${flow.name}`, () => {
      const reached = new Set(journeys.filter(journey => journey.flow === flow.name).map(({ last }) => last.id));
      assert.deepEqual(
        placesOf(flow).filter(id => !reached.has(id)),
        [],
      );
    });

  for (const kind of transferKinds)
    test(`has requests of ${kind} in every state`, () => {
      const reached = new Set(allTransferJourneys(kind).map(({ steps }) => steps.at(-1)?.to.id));
      assert.deepEqual(
        placesOf(requestFlows[transferDetails[kind].flow]).filter(id => !reached.has(id)),
        [],
      );
    });

  // What an approval carries out on a case or on the roster is more than a request's state.
  const carriedOut: Readonly<Record<string, string>> = { 'change-request': 'changed', 'training-mode-change': 'approved' };
  for (const flow of ['objection', 'change-request', 'training-mode-change', 'employer-qualification'] as const)
    test(`has requests of ${flow} in every state`, () => {
      const reached = requestJourneys(flow).map(steps => steps.at(-1)?.to.id);
      // Employers are qualified as they register.
      const all = new Set([...reached, carriedOut[flow], ...(flow === 'employer-qualification' ? ['qualified'] : [])]);
      assert.deepEqual(
        placesOf(requestFlows[flow]).filter(id => !all.has(id)),
        [],
      );
    });

  test('draws every journey, and leaves some graduates with nothing', () => {
    for (const what of ['holding', 'passing'] as const) {
      const drawn = new Set(Array.from({ length: 10_000 }, (_, at) => journeyFor(what, at)));
      assert.ok(drawn.has(undefined));
      for (const journey of drawn) if (journey) undrawn.delete(journey);
    }
    assert.equal(undrawn.size, 0);
  });

  test('has every type of destination that fits somebody', () => {
    const random = seededRandom(2027);
    const levels = [...new Set(demoMajors.map(({ level }) => level))];
    const drawn = new Set(levels.flatMap(level => Array.from({ length: 5_000 }, () => otherTypeFor(random, level))));
    const fitting = levels.flatMap(level => offeredTypes(level, '1')).filter(({ flow }) => flow === 'other-destination');
    assert.deepEqual(
      fitting.flatMap(({ code }) => (drawn.has(code) ? [] : code)),
      [],
    );
  });
});
