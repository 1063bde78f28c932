import assert from 'node:assert/strict';
import { test } from 'node:test';
import { signOutWith } from './sign-out-with.ts';
import { forgetAllTyped, keepOnlyOf } from './typed-here.ts';

function memory(entries: Record<string, string> = {}) {
  const kept = new Map(Object.entries(entries));
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
    key: (nth: number) => [...kept.keys()][nth] ?? null,
    get length() {
      return kept.size;
    },
  };
}
const keysOf = (keeper: ReturnType<typeof memory>) => Array.from({ length: keeper.length }, (_, nth) => keeper.key(nth));
const phone = () => [memory({ 'form:1-7': '{}', 'form:1-8': '{}' }), memory({ 'draft:reason': 'x', 'return-path': '/cases' })];

test('a session may end without a sign-out: its person finds what they typed, anybody else nothing of it', () => {
  const storages = phone();
  for (const keeper of storages) keeper.setItem('typed-by', 'a');
  keepOnlyOf('a', () => storages);
  assert.deepEqual(storages.map(keysOf), [
    ['form:1-7', 'form:1-8', 'typed-by'],
    ['draft:reason', 'return-path', 'typed-by'],
  ]);
  keepOnlyOf('b', () => storages);
  assert.deepEqual(storages.map(keysOf), [['typed-by'], ['return-path', 'typed-by']]);
});

test('what nobody has put a name to is nobody’s', () => {
  const storages = phone();
  keepOnlyOf('b', () => storages);
  assert.deepEqual(storages.map(keysOf), [['typed-by'], ['return-path', 'typed-by']]);
});

test('where one storage is switched off, the other is cleared all the same', () => {
  const open = memory({ 'draft:reason': 'x' });
  const closed = {
    ...memory(),
    get length(): number {
      throw new Error('SecurityError');
    },
  };
  forgetAllTyped(() => [closed, open]);
  assert.deepEqual(keysOf(open), []);
});

test('signing out clears first, whatever the server says, and leaves when the session is over in any way', async () => {
  const steps: string[] = [];
  const refused = new Error('no network');
  const out = (end: () => Promise<unknown>) =>
    signOutWith({
      forget: () => void steps.push('forget'),
      end: () => {
        steps.push('end');
        return end();
      },
      isOver: error => error !== refused,
      leave: () => void steps.push('leave'),
    });
  await out(async () => undefined);
  await out(() => Promise.reject(new Error('not signed in')));
  await assert.rejects(
    out(() => Promise.reject(refused)),
    refused,
  );
  assert.deepEqual(steps, ['forget', 'end', 'leave', 'forget', 'end', 'leave', 'forget', 'end']);
});
