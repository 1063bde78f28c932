import assert from 'node:assert/strict';
import { test } from 'node:test';
import { accountKinds } from '../access.ts';
import { mayExportInFull } from './export-rights.ts';

test('numbers in full are for the school, as far as it says; never for a department or an employer', () => {
  const who = (setting: Parameters<typeof mayExportInFull>[0]) => accountKinds.filter(kind => mayExportInFull(setting, kind));
  assert.deepEqual(who('nobody'), []);
  assert.deepEqual(who('schoolAdmin'), ['schoolAdmin']);
  assert.deepEqual(who('school'), ['school', 'schoolAdmin']);
});
