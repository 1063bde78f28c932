import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asItIs, isAtEnd, type Look, lookedAt, lookOfKey, sizesOf } from './view.ts';

const after = (...looks: readonly Look[]) => looks.reduce(lookedAt, asItIs);

test('in and out again is where one began', () => {
  assert.ok(Math.abs(after('in', 'in', 'out', 'out').zoom - 1) < 1e-9);
});

test('it ends at both ends, and says so', () => {
  const close = after(...Array<Look>(30).fill('in'));
  const far = after(...Array<Look>(30).fill('out'));
  assert.ok(isAtEnd(close, 'in') && !isAtEnd(close, 'out'));
  assert.ok(isAtEnd(far, 'out') && !isAtEnd(far, 'in'));
  assert.deepEqual(lookedAt(close, 'whole'), asItIs);
});

test('a picture that lies on its side takes the room of its other measure', () => {
  const { room, picture } = sizesOf(after('right'), 2, 400);
  assert.deepEqual(room, { width: 400, height: 200 });
  assert.deepEqual(picture, { width: 200, height: 400 });
  assert.deepEqual(sizesOf(after('left', 'left'), 2, 400).room, { width: 400, height: 800 });
});

test('keys that are none of the viewer stay with the page', () => {
  assert.equal(lookOfKey('+'), 'in');
  assert.equal(lookOfKey('a'), undefined);
});
