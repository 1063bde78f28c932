import assert from 'node:assert/strict';
import { test } from 'node:test';
import { neighbours } from './neighbours.ts';

const waiting = ['1-7', '1-8', '1-9'];

test('in the middle, both lie beside it', () => {
  assert.deepEqual(neighbours(waiting, '1-8', null), { previous: '1-7', next: '1-9' });
});

test('the first has none before it', () => {
  assert.deepEqual(neighbours(waiting, '1-7', null), { previous: undefined, next: '1-8' });
});

test('after the last comes what the server suggests, else the first again', () => {
  assert.equal(neighbours(waiting, '1-9', '1-40').next, '1-40');
  assert.equal(neighbours(waiting, '1-9', null).next, '1-7');
});

test('a decided case, no longer in the list, leads into it', () => {
  assert.deepEqual(neighbours(waiting, '1-3', null), { previous: undefined, next: '1-7' });
});

test('it never leads to itself', () => {
  assert.deepEqual(neighbours(['1-7'], '1-7', '1-7'), { previous: undefined, next: undefined });
});
