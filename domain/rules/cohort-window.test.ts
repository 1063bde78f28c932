import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  cohortFacts,
  cohortNote,
  cohortStateOn,
  cohortsNotOver,
  isOpen,
  isOver,
  lastCohortOver,
  nationalWindow,
  schoolWindow,
} from './cohort-window.ts';

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

test('the latest cohort that is over, and those that may still be written', () => {
  for (const [today, last] of [
    ['2027-01-01', 2025],
    ['2027-03-31', 2025],
    ['2027-04-01', 2026],
    ['2027-12-31', 2026],
  ] as const) {
    assert.equal(lastCohortOver(today), last, today);
    assert.deepEqual([isOver(last, today), isOver(last + 1, today)], [true, false], today);
  }
  assert.deepEqual(cohortsNotOver('2027-03-31'), [2026, 2027, 2028, 2029]);
  assert.deepEqual(cohortsNotOver('2027-04-01'), [2027, 2028, 2029]);
});

test('what rules ask of a cohort, on the days on which it changes', () => {
  const on = (today: string, own?: { readonly to: string }) => Object.values(cohortFacts(2027, own, today));
  assert.deepEqual(on('2026-08-31'), [false, false]);
  assert.deepEqual(on('2028-01-31'), [true, false]);
  assert.deepEqual(on('2028-01-31', { to: '2027-12-31' }), [false, false]);
  assert.deepEqual(on('2028-03-31'), [false, false]);
  assert.deepEqual(on('2028-04-01'), [false, true]);
});

test('a cohort that is not open says so in one line, by the school’s own window', () => {
  const window = schoolWindow(2027, { from: '2026-10-01', to: '2027-12-31' });
  const on = (day: string) => [cohortStateOn(2027, window, day), cohortNote(2027, window, day)];
  assert.deepEqual(on('2026-09-30'), ['before', '2027 届将于 2026年10月1日开始办理，现在不能发起或提交。']);
  assert.deepEqual(on('2026-10-01'), ['open', null]);
  assert.deepEqual(on('2027-12-31'), ['open', null]);
  assert.deepEqual(on('2028-01-01'), [
    'ended',
    '2027 届的办理时间已于 2027年12月31日结束，不能再发起或提交；已提交的由学校继续办理，至 2028年3月31日止。',
  ]);
  assert.equal(on('2028-03-31')[0], 'ended');
  assert.deepEqual(on('2028-04-01'), ['over', '2027 届已截止，所有记录只能查看。']);
});
