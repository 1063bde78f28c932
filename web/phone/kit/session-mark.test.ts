import assert from 'node:assert/strict';
import { test } from 'node:test';
import { markSession, toldAtSignIn, unmarkSession } from './session-mark.ts';

function tab() {
  const kept = new Map<string, string>();
  const keeper = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  return { kept, storage: () => keeper };
}

test('a session that has ended is told once, also after a reload; who was never here, or has signed out, reads no such word', () => {
  const { kept, storage } = tab();
  assert.equal(toldAtSignIn('', storage), '');
  markSession(storage);
  assert.deepEqual([...kept.values()], ['yes'], 'nothing of whoever it was');
  assert.deepEqual([toldAtSignIn('do=menu', storage), toldAtSignIn('', storage)], ['problem=not-signed-in', '']);
  markSession(storage);
  unmarkSession(storage);
  assert.equal(toldAtSignIn('', storage), '');
});

test('an outcome that the URL names comes first; without a storage there is no word and no fault', () => {
  const { storage } = tab();
  markSession(storage);
  assert.equal(toldAtSignIn('problem=cancelled', storage), 'problem=cancelled');
  const off = (): never => {
    throw new Error('SecurityError');
  };
  markSession(off);
  assert.equal(toldAtSignIn('', off), '');
});
