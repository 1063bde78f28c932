import assert from 'node:assert/strict';
import { test } from 'node:test';
import sharp from 'sharp';
import type { ImagesAnswer, ImagesThread } from './images-thread.ts';
import { createIntake } from './take-in.ts';
import { pdf } from './testing/pdf.ts';

/** A thread that answers when the test says so. */
function heldThread() {
  const asked: ((answer: ImagesAnswer) => void)[] = [];
  const thread: ImagesThread = { ask: () => new Promise(resolve => asked.push(resolve)) };
  return { thread, asked, answer: () => asked.shift()?.({ kind: 'refused', refused: 'too-slow' }) };
}
const settled = () => new Promise(resolve => setImmediate(resolve));
const noScan: ImagesThread = { ask: async () => ({ kind: 'scan', scan: { qr: [], redSeal: false, blurred: false } }) };
const jpeg = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#aa0000' } })
    .jpeg()
    .toBuffer();

test('PDFs of one sender that are never drawn to their end hold up no photograph, neither another’s nor their own', async () => {
  const { thread, asked } = heldThread();
  const { takeInBytes } = createIntake({ pictures: noScan, pdfs: thread });
  for (let nth = 0; nth < 5; nth++) void takeInBytes(pdf(), { readScan: true, sender: 'person:1' });
  for (const sender of ['person:2', 'person:1'])
    assert.ok('shown' in (await takeInBytes(await jpeg(), { readScan: true, sender })), sender);
  assert.equal(asked.length, 1);
});

test('another sender’s PDF waits for two files at most, not for all that were sent before it', async () => {
  const { thread, asked, answer } = heldThread();
  const { takeInBytes } = createIntake({ pictures: noScan, pdfs: thread });
  const ended: string[] = [];
  const send = (name: string, sender: string) =>
    takeInBytes(pdf(), { readScan: false, sender }).then(outcome => {
      ended.push(name);
      return outcome;
    });
  const all = ['a 1', 'a 2', 'a 3', 'a 4'].map(name => send(name, 'person:1'));
  all.push(send('b 1', 'person:2'));
  for (let nth = 0; nth < 5; nth++) {
    assert.equal(asked.length, 1, 'one at a time');
    answer();
    await settled();
  }
  assert.deepEqual(ended, ['a 1', 'a 2', 'b 1', 'a 3', 'a 4']);
  assert.deepEqual(await all[0], { refused: 'too-slow' });
});

test('more of one sender than a form has places is refused at once; others still find room', async () => {
  const { thread } = heldThread();
  const { takeInBytes } = createIntake({ pictures: noScan, pdfs: thread });
  const options = { readScan: false, sender: 'address:203.0.113.7' };
  for (let nth = 0; nth < 9; nth++) void takeInBytes(pdf(), options);
  assert.deepEqual(await takeInBytes(pdf(), options), { refused: 'too-many-waiting' });
  const other = takeInBytes(pdf(), { ...options, sender: 'person:2' });
  assert.equal(await Promise.race([other, settled().then(() => 'waits')]), 'waits');
});
