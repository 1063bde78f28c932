import assert from 'node:assert/strict';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { isStorageFull, writeWhole } from './write-whole.ts';

test('a disk that takes a little at a time gets everything; one that takes no more is full', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'write-whole-'));
  const path = join(folder, 'file');
  const file = await open(path, 'wx');
  const content = Buffer.from('档案登记信息表 '.repeat(500));
  let room = 100_000;
  const slow: Parameters<typeof writeWhole>[0] = {
    write: async (chunk: never, at?: unknown, length?: unknown) => {
      const some = Math.min(Number(length), 700, room);
      room -= some;
      return file.write(chunk, Number(at), some);
    },
  };
  await writeWhole(slow, content);
  assert.deepEqual(await readFile(path), content);
  room = 1_000;
  await assert.rejects(writeWhole(slow, content), isStorageFull);
  await file.close();
  await rm(folder, { recursive: true });
});

test('a device without space: the error says so', async t => {
  const device = await open('/dev/full', 'w').catch(() => undefined);
  if (!device) return t.skip('this machine has no /dev/full');
  await assert.rejects(writeWhole(device, Buffer.alloc(10)), isStorageFull);
  await device.close();
});
