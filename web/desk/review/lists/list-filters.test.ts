import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deskFilter } from '#contract/parts/desk-filter.ts';
import { caseListAt } from './case-lists.ts';
import { filterOf, further, narrowing, sortOf } from './list-filters.ts';

const of = (path: string, address: string) => filterOf(caseListAt(path), new URLSearchParams(address));

test('an empty address asks for what waits for me, in the list’s first flow', () => {
  assert.deepEqual(of('/cases', ''), { flow: 'online-signing', state: 'mine' });
  assert.deepEqual(of('/terminations', 'flow=offline-termination&state=all'), { flow: 'offline-termination', state: 'all' });
});

test('a list of a mark asks for it in all flows', () => {
  assert.deepEqual(of('/voided', ''), { state: 'all', mark: 'voided' });
});

test('what a page would not have written is left out, the rest is the contract’s', () => {
  const address =
    'q=%20wang%20&department=x&cohort=27&from=2026-1-1&to=2026-10-03&flagged=no&duplicates=yes&major=080901&other=1';
  const filter = of('/cases', address);
  assert.deepEqual(filter, {
    ...{ flow: 'online-signing', state: 'mine', q: 'wang', to: '2026-10-03', major: '080901', duplicates: 'yes' },
  });
  assert.deepEqual(deskFilter.parse(filter), filter);
});

test('every way to narrow a list is a field of the contract', () => {
  for (const name of narrowing) assert.ok(Object.hasOwn(deskFilter.shape, name), name);
  assert.ok(further.every(name => narrowing.includes(name)));
});

test('an order that nobody offers is the first one', () => {
  assert.equal(sortOf(new URLSearchParams('sort=price')), 'updated');
  assert.equal(sortOf(new URLSearchParams('sort=name')), 'name');
});
