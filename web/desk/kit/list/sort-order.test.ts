import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, pressed } from './sort-order.ts';

test('a head reverses its own order, and begins another from the first', () => {
  assert.equal(pressed('examNumber', 'name'), 'name');
  assert.equal(pressed('name', 'name'), '-name');
  assert.equal(pressed('-name', 'name'), 'name');
  assert.equal(pressed('-name', 'major'), 'major');
  assert.equal(keyOf('-name'), 'name');
});
