import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fixedClock } from './clock.ts';

test('a fixed clock does not move until it is set', () => {
  const clock = fixedClock('2026-06-01T00:00:00Z');
  const before = clock.now();
  clock.advance(1_500);
  assert.equal(before.toISOString(), '2026-06-01T00:00:00.000Z');
  assert.equal(clock.now().toISOString(), '2026-06-01T00:00:01.500Z');
  clock.set('2027-01-01T00:00:00Z');
  assert.equal(clock.now().toISOString(), '2027-01-01T00:00:00.000Z');
});

test('who changes the answer does not change the clock', () => {
  const clock = fixedClock('2026-06-01T00:00:00Z');
  clock.now().setFullYear(1999);
  assert.equal(clock.now().getFullYear(), 2026);
});

test('a text that is no time is refused', () => {
  assert.throws(() => fixedClock('tomorrow'), RangeError);
});
