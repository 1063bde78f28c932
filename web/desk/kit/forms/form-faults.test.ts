import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { changedPaths, faultsOf } from './form-faults.ts';

test('each field keeps its first fault, by its dotted path', () => {
  const schema = z.object({
    agreement: z.object({
      uscc: z
        .string()
        .min(18, '应为 18 位')
        .regex(/^[0-9A-Z]+$/, '只能是数字和大写字母'),
    }),
  });
  const parsed = schema.safeParse({ agreement: { uscc: 'abc' } });
  assert.ok(parsed.error);
  assert.deepEqual(faultsOf(parsed.error), { 'agreement.uscc': '应为 18 位' });
});

test('what was changed in a form is named by its fields, a date or a file as one', () => {
  const changed = { name: '', agreement: { jobTitle: '工程师', at: new Date(0) }, files: [{ id: 1 }] };
  assert.deepEqual(
    changedPaths(changed).map(path => path.join('.')),
    ['name', 'agreement', 'agreement.jobTitle', 'agreement.at', 'files'],
  );
});
