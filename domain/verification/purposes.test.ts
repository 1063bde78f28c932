import assert from 'node:assert/strict';
import { test } from 'node:test';
import { endOfService, expiryOf, lastDayOfService } from './purposes.ts';

test('a graduate’s code is answered until six months after the month of graduation have passed', () => {
  assert.equal(lastDayOfService('authorization', '202706'), '2027-12-31');
  assert.equal(lastDayOfService('authorization', '202701'), '2027-07-31');
  assert.equal(lastDayOfService('authorization', '202708'), '2028-02-29');
  assert.equal(lastDayOfService('authorization', '202712'), '2028-06-30');
});

test('a school’s code is answered until 31 March of the year after', () => {
  assert.equal(lastDayOfService('transfer', '202706'), '2028-03-31');
  assert.equal(endOfService('transfer', '202706').toISOString(), '2028-03-31T16:00:00.000Z');
});

test('a chosen day ends at midnight in Beijing, and never lies after the service', () => {
  assert.equal(expiryOf('2027-07-01', '202706').toISOString(), '2027-07-01T16:00:00.000Z');
  assert.equal(expiryOf('2029-07-01', '202706').toISOString(), '2027-12-31T16:00:00.000Z');
});

test('what is no month is refused', () => {
  for (const text of ['2027', '202713', '202700', 'abcdef']) assert.throws(() => lastDayOfService('transfer', text), RangeError);
});
