import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from '../flow/flow.ts';
import { start } from '../flow/table.ts';
import {
  changeRequestStates,
  modeRequestStates,
  modeRequestStatesAtProvince,
  objectionStates,
  qualificationStates,
  transferRequestStates,
} from '../request-states.ts';
import { archiveRequest } from './archive-request.ts';
import { changeRequest } from './change-request.ts';
import { employerQualification } from './employer-qualification.ts';
import { hukouRequest } from './hukou-request.ts';
import { objection } from './objection.ts';
import { trainingModeChange } from './training-mode-change.ts';

const lists: readonly (readonly [Flow, readonly string[]])[] = [
  [changeRequest, changeRequestStates],
  [objection, objectionStates],
  [trainingModeChange, modeRequestStates],
  [employerQualification, qualificationStates],
  [archiveRequest, transferRequestStates],
  [hukouRequest, transferRequestStates],
];

test('the lists of states are those of the flows, and begin with one that waits', () => {
  for (const [flow, states] of lists) {
    assert.deepEqual(
      [...flow.places.keys()].filter(id => id !== start),
      [...states],
      flow.name,
    );
    assert.equal(flow.places.get(states[0] ?? '')?.kind, 'waits', flow.name);
  }
});

test('the province sees a request in every state that it can reach from the province’s own', () => {
  const { moves, places } = trainingModeChange;
  const at = [...places.values()].filter(({ waitsFor }) => waitsFor.includes('province')).map(({ id }) => id);
  const reached = new Set(at);
  for (const id of reached)
    for (const { from, landings } of moves) if (from.id === id) for (const to of landings) reached.add(to.id);
  assert.deepEqual(new Set(modeRequestStatesAtProvince), reached);
  assert.equal(modeRequestStatesAtProvince[0], at[0]);
});
