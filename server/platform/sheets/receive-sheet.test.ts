import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { isRefused } from '#domain/refusals.ts';
import { receiveSheet } from './receive-sheet.ts';

const platform = { outside: { virusScan: undefined } };
const sheet = () => Readable.from([Buffer.from('x')]);
const from = (sender: string, bytesAtMost = 1024 * 1024) => ({ sender, bytesAtMost });

test('senders take turns: one at a time of each, and who has four waiting is told so', async () => {
  const open = Promise.withResolvers<void>();
  const begun: string[] = [];
  const work = (name: string) => async () => {
    begun.push(name);
    await open.promise;
    return name;
  };
  const taken = ['a1', 'a2', 'a3', 'a4', 'a5', 'a6'].map(name => receiveSheet(platform, sheet(), from('a'), work(name)));
  const refused = await Promise.race(taken);
  assert.ok(isRefused(refused) && refused.refused.code === 'files-waiting');
  const other = receiveSheet(platform, sheet(), from('b'), work('b1'));
  while (begun.length < 2) await new Promise(resolve => setImmediate(resolve));
  assert.deepEqual(begun.map(name => name[0]).sort(), ['a', 'b']);
  open.resolve();
  const answers = await Promise.all([...taken, other]);
  assert.equal(answers.filter(isRefused).length, 1);
  assert.equal(answers.at(-1), 'b1');
});

test('what is too large or empty takes no turn', async () => {
  const never = () => Promise.reject(new Error('used'));
  const large = await receiveSheet(platform, Readable.from([Buffer.alloc(2_000_000)]), from('c'), never);
  assert.ok(isRefused(large) && large.refused.code === 'file-too-large');
  const empty = await receiveSheet(platform, Readable.from([]), from('c'), never);
  assert.ok(isRefused(empty) && empty.refused.code === 'sheet-refused');
});
