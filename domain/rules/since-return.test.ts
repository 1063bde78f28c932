import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sinceReturn } from './since-return.ts';

const day = (n: number) => new Date(Date.UTC(2027, 2, n));
const change = (key: string, from: string, to: string) => ({ key, label: key, from, to });
const step = (n: number, action: string, byRole: string, changes = [] as ReturnType<typeof change>[], fields: string[] = []) => ({
  ...{ action, byRole, at: day(n), changes },
  fields: fields.map(key => ({ key, label: key, text: '有误' })),
});
const history = [
  step(1, 'submit', 'graduate'),
  step(2, 'approve', 'department'),
  step(3, 'return', 'school', [], ['name', 'code']),
  step(4, 'submit', 'graduate', [change('name', 'A', 'B'), change('post', 'p', 'q')]),
  step(5, 'return', 'department', [], ['post']),
  step(6, 'submit', 'graduate', [change('name', 'B', 'C'), change('post', 'q', 'p')]),
  step(7, 'amend', 'department', [change('city', 'x', 'y')]),
];

test('each level reads what changed since its own return, net of what was changed back', () => {
  const school = sinceReturn(history, 'school');
  assert.deepEqual(school?.at, day(3));
  assert.deepEqual(school?.changes, [change('name', 'A', 'C'), change('city', 'x', 'y')]);
  assert.deepEqual(
    school?.named.map(({ key, changed }) => [key, changed]),
    [
      ['name', true],
      ['code', false],
    ],
  );
  const department = sinceReturn(history, 'department');
  assert.deepEqual(department?.changes, [change('name', 'B', 'C'), change('post', 'q', 'p'), change('city', 'x', 'y')]);
});

test('nothing for a level that returned nothing, nor before it has come back', () => {
  assert.equal(sinceReturn(history.slice(0, 2), 'school'), undefined);
  assert.equal(sinceReturn(history.slice(0, 3), 'school'), undefined);
  assert.equal(sinceReturn(history, 'province'), undefined);
});
