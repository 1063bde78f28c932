import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flagLines, nationalFrom } from './employer-flag.ts';

test('the own mark and the national one are told each on a line of its own', () => {
  assert.deepEqual(flagLines({ kind: null, schools: 0 }), []);
  assert.deepEqual(flagLines({ kind: 'false-advertising', schools: 0 }), ['本校已将该单位标记为预警单位（虚假宣传）。']);
  assert.deepEqual(flagLines({ kind: 'fake', schools: 7 }), [
    '本校已将该单位标记为预警单位（虚假）。',
    '该单位已被 7 所学校标记为预警单位。',
  ]);
});

test('fewer schools than five are not told of', () => {
  assert.deepEqual(flagLines({ kind: null, schools: nationalFrom - 1 }), []);
  assert.equal(flagLines({ kind: null, schools: nationalFrom }).length, 1);
});
