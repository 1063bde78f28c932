import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOpen, isOver, nationalWindow, schoolWindow } from './cohort-window.ts';

test('the national window: 1 September before graduation to 31 January of the year after, both days included', () => {
  const open = (day: string) => isOpen(nationalWindow(2027), day);
  assert.deepEqual(nationalWindow(2027), { from: '2026-09-01', to: '2028-01-31' });
  assert.deepEqual(['2026-08-31', '2026-09-01', '2027-06-30', '2028-01-31', '2028-02-01'].map(open), [
    false,
    true,
    true,
    true,
    false,
  ]);
});

test('a school may narrow the window, never widen it', () => {
  assert.deepEqual(schoolWindow(2027), nationalWindow(2027));
  assert.deepEqual(schoolWindow(2027, { from: '2026-10-08', to: '2027-12-31' }), { from: '2026-10-08', to: '2027-12-31' });
  assert.deepEqual(schoolWindow(2027, { from: '2026-08-01', to: '2028-06-30' }), nationalWindow(2027));
  assert.deepEqual(schoolWindow(2027, { from: '2026-10-08' }), { from: '2026-10-08', to: '2028-01-31' });
  assert.deepEqual(schoolWindow(2027, { to: '2027-12-31' }), { from: '2026-09-01', to: '2027-12-31' });
});

test('a cohort is over from 1 April of the year after', () => {
  assert.deepEqual(
    ['2027-04-01', '2028-03-31', '2028-04-01', '2029-01-01'].map(day => isOver(2027, day)),
    [false, false, true, true],
  );
});
