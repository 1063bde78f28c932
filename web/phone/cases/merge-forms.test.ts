import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mergeForms } from './merge-forms.ts';

test('what each window has filled in is kept, and only what both have changed is asked about', () => {
  const base = { employerName: '', jobTitle: '工程师', contactName: '吴' };
  const mine = { ...base, employerName: '第七座桥', contactName: '林' };
  const theirs = { ...base, jobTitle: '软件工程师', contactName: '周' };
  assert.deepEqual(mergeForms(base, mine, theirs), {
    form: { employerName: '第七座桥', jobTitle: '软件工程师', contactName: '林' },
    disputed: ['contactName'],
  });
  assert.deepEqual(mergeForms(base, mine, mine).disputed, [], 'the same twice is no dispute');
  assert.equal(mergeForms(base, { ...base, contactName: '' }, base).form.contactName, '', 'what was emptied stays empty');
});
