import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flowNamed, flowNames } from '../flows/all.ts';

test('a destination counts as reported while it is in force, and while somebody looks at its voiding', () => {
  const found = flowNames.map(name => [name, [...flowNamed(name).reported].sort()]);
  assert.deepEqual(Object.fromEntries(found), {
    'online-signing': ['effective'],
    'offline-signing': ['effective'],
    'paper-signing': ['effective'],
    'online-termination': [],
    'offline-termination': [],
    'other-destination': ['registered', 'voiding.department', 'voiding.school'],
  });
});
