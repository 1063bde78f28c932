import assert from 'node:assert/strict';
import { test } from 'node:test';
import { countOf, mostTicked, nothing, pageState, tick } from './selection.ts';

const rows = (from: number, to: number, version = 1) =>
  Array.from({ length: to - from }, (_, index) => ({ ref: `1-${from + index}`, version }));

test('rows are ticked over several pages, and unticked', () => {
  const both = tick(tick(nothing, rows(0, 3), true), rows(3, 5), true);
  assert.equal(countOf(both), 5);
  const fewer = tick(both, rows(1, 2), false);
  assert.deepEqual([countOf(fewer), pageState(fewer, rows(0, 3)), pageState(fewer, rows(3, 5))], [4, 'some', 'every']);
  assert.equal(pageState(fewer, []), 'none');
});

test('the version is the one that was seen, whatever the row has become', () => {
  const once = tick(nothing, rows(0, 1, 3), true);
  assert.equal(tick(once, rows(0, 1, 4), true).ticked.get('1-0'), 3);
});

test('no more than the server takes', () => {
  assert.equal(countOf(tick(nothing, rows(0, 500), true)), mostTicked);
});

test('ticking one by one ends the choice of all', () => {
  const all = { ...nothing, all: { count: 1034, asOf: '2027-03-10T02:00:00.000Z', flagged: [] } };
  assert.deepEqual([countOf(all), pageState(all, rows(0, 20))], [1034, 'every']);
  assert.equal(countOf(tick(all, rows(0, 1), true)), 1);
});
