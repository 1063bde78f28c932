import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transferRecordFilter, transferRequestFilter } from '#contract/routes/desk-archives.ts';
import { narrowing, recordsFilter, requestsFilter } from './list-filters.ts';

const of = (address: string) => new URLSearchParams(address);

test('an empty address shows all graduates, and of the requests what waits for me', () => {
  assert.deepEqual(recordsFilter(of('')), {});
  assert.deepEqual(requestsFilter(of('')), { state: 'mine' });
});

test('what a page would not have written is left out, the rest is the contract’s', () => {
  const address = of('q=%20wang%20&department=x&cohort=27&major=080901&type=4&state=approved&action=modify&other=1');
  const filter = requestsFilter(address);
  assert.deepEqual(filter, { q: 'wang', major: '080901', type: '4', state: 'approved', action: 'modify' });
  assert.deepEqual(transferRequestFilter.parse(filter), filter);
  assert.deepEqual(recordsFilter(of('state=lapsed&cohort=2027')), { state: 'lapsed', cohort: 2027 });
  assert.deepEqual(recordsFilter(of('state=approved')), {});
});

test('every way to narrow a list is a field of the contract', () => {
  for (const name of narrowing) assert.ok(Object.hasOwn(transferRequestFilter.shape, name), name);
  for (const name of narrowing.filter(one => one !== 'action')) assert.ok(Object.hasOwn(transferRecordFilter.shape, name), name);
});
