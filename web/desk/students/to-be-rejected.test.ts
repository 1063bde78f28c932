import assert from 'node:assert/strict';
import { test } from 'node:test';
import { toBeRejected } from './to-be-rejected.ts';

const line = { flowTitle: '线上签约', label: '等待学院审核', subject: '东海科技' };

test('what is under review is named; what is in force, frozen, or ends a destination is not', () => {
  const cases = [
    { ...line, flow: 'online-signing', state: 'reviewing.department' },
    { ...line, flow: 'online-signing', state: 'effective' },
    { ...line, flow: 'online-signing', state: null },
    { ...line, flow: 'online-signing', state: 'invited' },
    { ...line, flow: 'online-termination', state: 'reviewing.school' },
    { ...line, flow: 'other-destination', state: 'voiding.school' },
  ] as const;
  assert.deepEqual(toBeRejected(cases), ['东海科技，线上签约（等待学院审核）']);
});
