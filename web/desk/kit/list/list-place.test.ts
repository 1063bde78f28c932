import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isTelling, paramsAt, placeAt } from './list-place.ts';

test('what is sought and the page stay in the history; the address has the rest, and both together are the filter', () => {
  const params = new URLSearchParams({
    state: 'mine',
    q: '张三',
    employer: '浮岛',
    class: '1 班',
    cursor: 'zs.7',
    major: '080901',
  });
  const { href, state } = placeAt('/cases', params, ['']);
  assert.equal(href, '/cases?state=mine&major=080901');
  assert.deepEqual(state.trail, ['']);
  const again = paramsAt(href.split('?')[1] ?? '', state);
  assert.deepEqual(Object.fromEntries(again), Object.fromEntries(params));
});

test('a list without filters has a plain address', () => {
  assert.deepEqual(placeAt('/cases', new URLSearchParams()), { href: '/cases', state: { trail: [], sought: '' } });
  assert.equal(paramsAt('', null).size, 0);
});

test('an address with a name in it is known, so that the page can take it out', () => {
  assert.equal(isTelling('?q=%E5%BC%A0&state=all'), true);
  assert.equal(isTelling('?state=all&major=080901'), false);
});
