import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chosenWindows, cohortsWorthSetting, windowFields } from './windows.ts';

const march = new Date('2027-03-10T02:00:00Z');
const january = new Date('2027-01-31T15:00:00Z');

test('cohorts whose national window has not ended can be set, the one of last year until the end of January in Beijing', () => {
  assert.deepEqual(cohortsWorthSetting(march), [2027, 2028]);
  assert.deepEqual(cohortsWorthSetting(january), [2026, 2027, 2028]);
  assert.deepEqual(cohortsWorthSetting(new Date('2027-01-31T16:00:00Z')), [2027, 2028]);
});

test('fields show what holds; what equals the national window is not kept', () => {
  const own = { '2024': { from: '2023-10-01', to: '2024-12-31' }, '2027': { from: '2026-10-08', to: '2028-01-31' } };
  const fields = windowFields(own, march);
  assert.deepEqual(fields['2027'], own['2027']);
  assert.deepEqual(fields['2028'], { from: '2027-09-01', to: '2029-01-31' });
  assert.deepEqual(chosenWindows(fields), own);
  assert.deepEqual(chosenWindows({ '2027': { from: '', to: '2027-12-31' } }), {
    '2027': { from: '2026-09-01', to: '2027-12-31' },
  });
});
