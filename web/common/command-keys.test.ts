import assert from 'node:assert/strict';
import { test } from 'node:test';
import { NoAnswer, RequestRefused } from '#contract/client.ts';
import { commandKeys } from './command-keys.ts';

const refusal = (status: number) => new RequestRefused({ type: 'about:blank', title: '', status, code: 'any' });
function keys() {
  let made = 0;
  return commandKeys(() => `key ${++made}`);
}

test('what got no answer is sent again with its key', () => {
  const button = keys();
  assert.equal(button.keyFor({ name: '甲' }), 'key 1');
  for (const unknown of [new NoAnswer('no network'), refusal(500), refusal(503)]) {
    button.failed(unknown);
    assert.equal(button.keyFor({ name: '甲' }), 'key 1');
  }
});

test('an answer, a refusal and other content each ask for a new key', () => {
  const button = keys();
  assert.equal(button.keyFor(undefined), 'key 1');
  button.answered();
  assert.equal(button.keyFor(undefined), 'key 2');
  button.failed(refusal(409));
  assert.equal(button.keyFor(undefined), 'key 3');
  assert.equal(button.keyFor({ name: '乙' }), 'key 4');
});
