import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FormField } from '#contract/routes/cases.ts';
import { groupsOf } from '#web/desk/kit/forms/form-groups.ts';
import { amendmentInput } from './amendment.ts';

const field = (key: string, group: string): FormField => ({
  key,
  group,
  label: key,
  kind: 'text',
  options: null,
  required: true,
  hint: '',
  maxLength: 50,
  fixed: false,
});
const fields = [field('employerName', '单位'), field('uscc', '单位'), field('jobTitle', '岗位')];

test('the groups keep the order of the form', () => {
  assert.deepEqual(
    groupsOf(fields).map(([group, members]) => [group, members.length]),
    [
      ['单位', 2],
      ['岗位', 1],
    ],
  );
});

test('only what this type asks for is sent', () => {
  const typed = { employerName: '海风书店', schoolName: '北岭大学', jobTitle: '', uscc: undefined };
  assert.deepEqual(amendmentInput('12.01', fields, typed), { destinationType: '12.01', form: { employerName: '海风书店' } });
});

test('a confirmed credit code is sent with its confirmation', () => {
  assert.equal(amendmentInput('12.01', fields, { uscc: '1', usccConfirmed: true }).form.usccConfirmed, true);
  assert.equal('usccConfirmed' in amendmentInput('80.01', [], { usccConfirmed: true }).form, false);
});
