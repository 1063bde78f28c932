import assert from 'node:assert/strict';
import { test } from 'node:test';
import { changedFields } from './changed-fields.ts';

test('only what was changed is sent: cleared fields too, untouched ones and those left empty not', () => {
  const before = { name: '林知𬭎', className: '计算机2301', email: '' };
  const typed = { name: '林知𬭎', className: undefined, email: '', idNumber: undefined, phone: '13800000000' };
  assert.deepEqual(changedFields(before, typed), { className: '', phone: '13800000000' });
  assert.deepEqual(changedFields(before, {}), {});
});
