import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { createVault, freshKeyRing } from '../base/crypto.ts';
import { openSealedFile, sealFile } from './sealed-file.ts';

const vault = createVault(freshKeyRing());

async function* cut(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.length; at += size) yield content.subarray(at, at + size);
}
async function gather(content: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of content) chunks.push(chunk);
  return Buffer.concat(chunks);
}
const sealed = (content: Buffer) => gather(sealFile(vault, cut(content, 65_536)));
const opened = (content: Buffer, size = 1000) => gather(openSealedFile(vault, cut(content, size)));

test('a file of any length comes back as it was, however it is cut on the way', async () => {
  for (const length of [0, 1, 65_536, 262_144, 900_001]) {
    const content = randomBytes(length);
    const kept = await sealed(content);
    for (const size of [7_777, 300_000]) assert.ok((await opened(kept, size)).equals(content), `${length} by ${size}`);
  }
});

test('nothing of the content can be read from what is kept', async () => {
  const kept = await sealed(Buffer.from('350203200411020011'.repeat(1000)));
  assert.equal(kept.includes('350203'), false);
});

test('a flipped bit, a missing end, a repeated and a foreign piece are found', async () => {
  const kept = await sealed(randomBytes(600_000));
  const first = 4 + kept.readUInt32BE();
  const flipped = Buffer.from(kept);
  flipped[400_000] = (flipped[400_000] ?? 0) ^ 1;
  const other = await sealed(randomBytes(600_000));
  const broken = {
    flipped,
    'cut within a piece': kept.subarray(0, kept.length - 5),
    'cut between pieces': kept.subarray(0, first),
    'a piece twice': Buffer.concat([kept.subarray(0, first), kept]),
    'a foreign first piece': Buffer.concat([other.subarray(0, 4 + other.readUInt32BE()), kept.subarray(first)]),
    empty: Buffer.alloc(0),
  };
  for (const [what, content] of Object.entries(broken)) await assert.rejects(opened(content), what);
});
