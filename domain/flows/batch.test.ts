import assert from 'node:assert/strict';
import { test } from 'node:test';
import { allLevels } from '../roles.ts';
import { type FlowName, flowNames } from './all.ts';
import { batchOffers } from './batch.ts';

/** From the department guide, chapter 3: what each list's reviewers can decide. */
const expected: Readonly<Record<FlowName, readonly string[]>> = {
  'online-signing': ['approve', 'reject'],
  'offline-signing': ['approve', 'return', 'reject'],
  'paper-signing': ['approve', 'return', 'reject'],
  'online-termination': ['approve', 'reject'],
  'offline-termination': ['approve', 'return', 'reject'],
  'other-destination': ['approve', 'return', 'reject'],
};

test('each flow offers in batches what its reviewers can decide one by one, and asks for reasons where they must', () => {
  for (const flow of flowNames)
    for (const level of allLevels) {
      const offers = batchOffers(flow, level);
      assert.deepEqual(
        offers.map(({ action }) => action),
        expected[flow],
        `${flow} ${level}`,
      );
      for (const { action, asks } of offers) assert.equal(asks, action === 'approve' ? undefined : 'reason');
    }
});
