import assert from 'node:assert/strict';
import { test } from 'node:test';
import { walkedFilter } from './walked-list.ts';

const at = (href: string, sought = '') => ({ href, state: { trail: [], sought } });

test('the walk has the filters, the order and the page of the list that was left', () => {
  const place = at('/cases?department=3&sort=name', 'q=wang&cursor=_42');
  assert.deepEqual(walkedFilter(place, 'online-signing'), {
    filter: { flow: 'online-signing', state: 'mine', department: 3, q: 'wang', sort: 'name' },
    from: '_42',
  });
});

test('a list of all flows is walked as it is', () => {
  assert.deepEqual(walkedFilter(at('/help'), 'online-termination').filter, { state: 'mine', mark: 'helpAsked', sort: 'updated' });
});

test('a case that was opened from elsewhere is walked among what waits in its own flow', () => {
  const waiting = { filter: { flow: 'offline-signing', state: 'mine', sort: 'updated' }, from: undefined };
  assert.deepEqual(walkedFilter(at('/cases?department=3', 'cursor=1_2'), 'offline-signing'), waiting);
});
