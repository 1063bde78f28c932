import assert from 'node:assert/strict';
import { test } from 'node:test';
import { promisedUntil } from './promise.ts';

test('working days are counted from the day after, over weekends, by the calendar of Beijing', () => {
  const friday = new Date('2027-03-12T02:00:00Z');
  assert.equal(promisedUntil(friday, 1), '2027-03-15');
  assert.equal(promisedUntil(friday, 6), '2027-03-22');
  assert.equal(promisedUntil(new Date('2027-03-12T17:00:00Z'), 1), '2027-03-15', 'it is Saturday there');
});
