import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbours } from './neighbours.ts';

const list = ['1-7', '1-8', '1-9'];

test('in the middle, both lie beside it', () => {
  assert.deepEqual(neighbours(list, '1-8', []), { previous: '1-7', next: '1-9' });
});

test('the first has none before it, the last none after it: nothing that was passed over comes back', () => {
  assert.deepEqual(neighbours(list, '1-7', []), { previous: undefined, next: '1-8' });
  assert.deepEqual(neighbours(list, '1-9', []), { previous: '1-8', next: undefined });
});

test('a decided case, gone from the list, leads on from where it was', () => {
  assert.deepEqual(neighbours(['1-7', '1-9'], '1-8', list), { previous: '1-7', next: '1-9' });
  assert.deepEqual(neighbours(['1-7', '1-8'], '1-9', list), { previous: '1-8', next: undefined });
});

test('what somebody else has decided meanwhile is passed', () => {
  assert.deepEqual(neighbours(['1-9'], '1-7', list), { previous: undefined, next: '1-9' });
});

test('at the end of what was seen come those that are new in the list', () => {
  assert.equal(neighbours(['1-7', '1-8', '1-12'], '1-9', list).next, '1-12');
});

test('a case that was never in the list leads to its beginning', () => {
  assert.deepEqual(neighbours(list, '1-3', []), { previous: undefined, next: '1-7' });
});
