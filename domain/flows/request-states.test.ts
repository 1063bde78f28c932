import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Flow } from '../flow/flow.ts';
import { start } from '../flow/table.ts';
import {
  changeRequestStates,
  modeRequestStates,
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
