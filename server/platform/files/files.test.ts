import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { createFolderStore } from './files.ts';
import { sniffMediaType } from './media-type.ts';

let folder = '';
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'files-'));
});
after(() => rm(folder, { recursive: true }));

async function* pieces(...parts: string[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}

async function text(stream: AsyncIterable<Buffer>): Promise<string> {
  return Buffer.concat(await Array.fromAsync(stream)).toString();
}

const incoming = () => readdir(join(folder, 'incoming'));

test('a stored file comes back, twice stored it is one, and only its owner can read it', async () => {
  const store = createFolderStore(folder);
  const first = await store.put(pieces('就业', '协议'), { maxBytes: 100 });
  const second = await store.put(pieces('就业协议'), { maxBytes: 100 });
  assert.ok(!('refused' in first));
  assert.deepEqual(first, second);
  assert.equal(first.bytes, 12);
  assert.equal(await text(await store.get(first.id)), '就业协议');
  await store.withPath(first.id, async path => assert.equal((await stat(path)).mode & 0o077, 0));
  assert.deepEqual(await incoming(), []);
  await store.remove(first.id);
  assert.equal(await store.has(first.id), false);
  await assert.rejects(store.get(first.id));
  await store.remove(first.id);
});

test('too much or nothing is refused, and a broken stream leaves nothing behind', async () => {
  const store = createFolderStore(folder);
  assert.deepEqual(await store.put(pieces('12345', '678'), { maxBytes: 7 }), { refused: 'too-large' });
  assert.deepEqual(await store.put(pieces(), { maxBytes: 7 }), { refused: 'empty' });
  const broken = (async function* () {
    yield Buffer.from('a');
    throw new Error('connection lost');
  })();
  await assert.rejects(store.put(broken, { maxBytes: 7 }), /connection lost/);
  assert.deepEqual(await incoming(), []);
});

test('an id that is no id never becomes a path', async () => {
  const store = createFolderStore(folder);
  for (const id of ['../../etc/passwd', '', 'incoming', `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])
    await assert.rejects(async () => store.get(id), /not a file id/);
});

test('a file is what its first bytes say', () => {
  const types: Record<string, string | undefined> = {
    ffd8ffe000104a46: 'image/jpeg',
    '89504e470d0a1a0a': 'image/png',
    '52494646000000005745425056503820': 'image/webp',
    '524946460000000057415645': undefined,
    '00000018667479706865696300000000': 'image/heic',
    '00000018667479706d703432': undefined,
    '255044462d312e37': 'application/pdf',
    '504b0304': 'application/zip',
    d0cf11e0a1b11ae1: 'application/x-ole-storage',
    '3c737667': undefined,
    '': undefined,
  };
  for (const [hex, type] of Object.entries(types)) assert.equal(sniffMediaType(Buffer.from(hex, 'hex')), type, hex);
});
