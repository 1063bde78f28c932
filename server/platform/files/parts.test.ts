import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { createPartsFolder } from './parts.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parts-'));
});
after(() => rm(folder, { recursive: true }));

const from = (...pieces: string[]): Readable => Readable.from(pieces.map(piece => Buffer.from(piece)));
/** What has been written so far is on the disk before the next piece is asked for. */
const until = async (is: () => Promise<boolean>): Promise<void> => {
  while (!(await is())) await new Promise(resolve => setImmediate(resolve));
};

test('a part grows piece by piece, keeps what came before a cut, and only its owner can read it', async () => {
  const parts = createPartsFolder(folder);
  const id = randomUUID();
  assert.equal(await parts.size(id), 0);
  assert.equal(await parts.append(id, { offset: 0, total: 9 }, from('就')), 3);
  const cut = Readable.from(
    (async function* () {
      yield Buffer.from('业');
      throw new Error('connection lost');
    })(),
  );
  assert.equal(await parts.append(id, { offset: 3, total: 9 }, cut), 6);
  assert.equal(await parts.size(id), 6);
  assert.equal(await parts.append(id, { offset: 6, total: 9 }, from('网')), 9);
  const read = await parts.read(id, async ({ path, sha256 }) => ({ mode: (await stat(path)).mode & 0o077, sha256 }));
  assert.deepEqual(read, { mode: 0, sha256: createHash('sha256').update('就业网').digest() });
  await parts.remove(id);
  await parts.remove(id);
  assert.equal(await parts.size(id), 0);
});

test('a piece that does not begin at the end is refused, and so is more than was announced; nothing of it is kept', async () => {
  const parts = createPartsFolder(folder);
  const id = randomUUID();
  await parts.append(id, { offset: 0, total: 5 }, from('abc'));
  for (const offset of [0, 2, 4]) {
    assert.deepEqual(await parts.append(id, { offset, total: 5 }, from('x')), { refused: 'wrong-offset' });
  }
  assert.deepEqual(await parts.append(id, { offset: 3, total: 5 }, from('d', 'ef')), { refused: 'too-large' });
  assert.equal(await parts.size(id), 3);
  assert.equal(await parts.append(id, { offset: 3, total: 5 }, from('de')), 5);
});

test('of two senders the second waits, until the first has been silent for too long', async () => {
  let ticks = 0;
  const parts = createPartsFolder(folder, { silence: 5_000, ticks: () => ticks });
  const id = randomUUID();
  const slow = new PassThrough();
  const first = parts.append(id, { offset: 0, total: 9 }, slow);
  slow.write('abc');
  await until(async () => (await parts.size(id)) === 3);
  ticks = 4_999;
  assert.deepEqual(await parts.append(id, { offset: 3, total: 9 }, from('def')), { refused: 'busy' });
  ticks = 5_000;
  assert.equal(await parts.append(id, { offset: 3, total: 9 }, from('def')), 6);
  assert.equal(await first, 3, 'the silent one is told how far it came');
  assert.ok(slow.destroyed);
});

test('parts that nothing was added to are found; an id that is no id never becomes a path', async () => {
  const parts = createPartsFolder(join(folder, 'own'));
  assert.deepEqual(await parts.untouchedSince(new Date()), []);
  const id = randomUUID();
  await parts.append(id, { offset: 0, total: 3 }, from('abc'));
  assert.deepEqual(await parts.untouchedSince(new Date(0)), []);
  assert.deepEqual(await parts.untouchedSince(new Date(Date.now() + 60_000)), [id]);
  assert.deepEqual(await readdir(join(folder, 'own')), [id]);
  for (const wrong of ['../../etc/passwd', '', `${id}/`]) await assert.rejects(async () => parts.size(wrong), /not the id/);
});
