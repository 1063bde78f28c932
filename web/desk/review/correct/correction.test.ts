import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormField } from '#contract/routes/cases.ts';
import { atForm, changedFields } from './correction.ts';

const field = (key: string, fixed = false): FormField => ({
  key,
  label: key,
  group: '用人单位',
  kind: 'text',
  options: null,
  required: false,
  hint: '',
  maxLength: 50,
  fixed,
});
const fields = [field('uscc'), field('contactName'), field('contactEmail'), field('employerName', true)];
const standing = { uscc: 'A', contactName: '吴经理', contactEmail: 'a@example.cn' };

test('only what differs is sent; what was emptied is sent empty, what the roster fills never', () => {
  assert.deepEqual(changedFields(fields, standing, { ...standing }), {});
  assert.deepEqual(changedFields(fields, standing, { ...standing, contactName: ' 吴经理 ' }), {});
  const typed = { uscc: 'A', contactName: '苏䶮', contactEmail: undefined, employerName: '另一单位', stranger: 'x' };
  assert.deepEqual(changedFields(fields, standing, typed), { contactName: '苏䶮', contactEmail: '' });
});

test('the tick at a code is sent only with another code', () => {
  assert.deepEqual(changedFields(fields, standing, { ...standing, usccConfirmed: true }), {});
  assert.deepEqual(changedFields(fields, standing, { ...standing, uscc: 'B', usccConfirmed: true }), {
    uscc: 'B',
    usccConfirmed: 'true',
  });
});

test('faults of fields are named as the form names its fields', () => {
  assert.deepEqual(atForm({ 'fields.uscc': '甲', text: '乙', fields: '丙' }), { 'form.uscc': '甲', text: '乙', fields: '丙' });
});
