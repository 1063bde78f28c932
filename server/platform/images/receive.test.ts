import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { test } from 'node:test';
import { receive } from './receive.ts';

async function* pieces(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}
const megabyte = Buffer.alloc(1024 * 1024, 7);

test('what is sent can be read once, by its owner alone, and is gone afterwards', async () => {
  let place = '';
  const answer = await receive(pieces(Buffer.from('扫描'), Buffer.from('件')), async ({ path, bytes, sha256 }) => {
    place = path;
    assert.equal((await stat(path)).mode & 0o077, 0);
    assert.equal(await readFile(path, 'utf8'), '扫描件');
    assert.deepEqual([bytes, sha256], [9, createHash('sha256').update('扫描件').digest()]);
    return 'used';
  });
  assert.equal(answer, 'used');
  await assert.rejects(stat(place), { code: 'ENOENT' });
});

test('nothing is left when its use or its sending fails', async () => {
  let place = '';
  const fails = receive(pieces(megabyte), async ({ path }) => {
    place = path;
    throw new Error('not today');
  });
  await assert.rejects(fails, /not today/);
  await assert.rejects(stat(place), { code: 'ENOENT' });
  const lost = (async function* () {
    yield megabyte;
    throw new Error('connection lost');
  })();
  await assert.rejects(
    receive(lost, async () => assert.fail('not whole')),
    /connection lost/,
  );
});

test('nothing, and more than 20 MB, are refused; far more is not read to its end', async () => {
  const never = async () => assert.fail('not to be used');
  assert.deepEqual(await receive(pieces(), never), { refused: 'broken' });
  assert.deepEqual(await receive(pieces(...Array.from({ length: 21 }, () => megabyte)), never), { refused: 'too-large' });
  let sent = 0;
  const endless = (async function* () {
    for (; ; sent++) yield megabyte;
  })();
  assert.deepEqual(await receive(endless, never), { refused: 'too-large' });
  assert.ok(sent <= 101);
});
