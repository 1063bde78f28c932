import assert from 'node:assert/strict';
import { test } from 'node:test';
import { reasonsFor } from '#domain/actions/reasons.ts';
import { changedLists, typedLists } from './reason-lists.ts';

test('lists that were not touched stay the default ones', () => {
  assert.deepEqual(changedLists(typedLists({})), {});
});

test('a changed list is kept without blank lines, the others are left alone', () => {
  const typed = typedLists({});
  const changed = changedLists({ ...typed, 'paper-signing': { ...typed['paper-signing'], reject: ' 单位已注销\n\n其他 \n' } });
  assert.deepEqual(changed, { 'paper-signing': { reject: ['单位已注销', '其他'] } });
  assert.equal(typedLists(changed)['paper-signing']?.reject, '单位已注销\n其他');
  assert.equal(typedLists(changed)['paper-signing']?.return, reasonsFor('paper-signing', 'return').join('\n'));
});

test('a list that was emptied is sent as such, so that the server says what is wrong at its place', () => {
  const typed = typedLists({});
  assert.deepEqual(changedLists({ ...typed, 'paper-signing': { ...typed['paper-signing'], reject: ' ' } }), {
    'paper-signing': { reject: [] },
  });
});
