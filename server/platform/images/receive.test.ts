import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { receive, sweepReceived } from './receive.ts';

async function* pieces(...parts: Buffer[]): AsyncGenerator<Buffer> {
  yield* parts;
}
/** No scanner: everything passes. */
const here = { outside: { virusScan: undefined } };
const megabyte = Buffer.alloc(1024 * 1024, 7);

test('what is sent can be read once, by its owner alone, and is gone afterwards', async () => {
  let place = '';
  const answer = await receive(here, pieces(Buffer.from('扫描'), Buffer.from('件')), async ({ path, bytes, sha256 }) => {
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
  const fails = receive(here, pieces(megabyte), async ({ path }) => {
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
    receive(here, lost, async () => assert.fail('not whole')),
    /connection lost/,
  );
});

test('nothing, and more than 20 MB, are refused; far more is not read to its end', async () => {
  const never = async () => assert.fail('not to be used');
  assert.deepEqual(await receive(here, pieces(), never), { refused: 'broken' });
  assert.deepEqual(await receive(here, pieces(...Array.from({ length: 21 }, () => megabyte)), never), { refused: 'too-large' });
  let sent = 0;
  const endless = (async function* () {
    for (; ; sent++) yield megabyte;
  })();
  assert.deepEqual(await receive(here, endless, never), { refused: 'too-large' });
  assert.ok(sent <= 101);
});

test('what a killed process left behind is removed at the next start: older than a day, or of the same number', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sweep-'));
  try {
    const now = new Date('2027-03-18T06:42:10Z');
    const make = async (name: string, hoursAgo: number) => {
      await mkdir(join(folder, name));
      await writeFile(join(folder, name, 'file'), '证明');
      const at = new Date(now.getTime() - hoursAgo * 3_600_000);
      await utimes(join(folder, name), at, at);
    };
    await make('received-1-old', 25);
    await make('received-1-young', 23);
    await make(`received-${process.pid}-restarted`, 1);
    await make('somebody-elses', 99);
    assert.equal(await sweepReceived(now, folder), 2);
    assert.deepEqual((await readdir(folder)).sort(), ['received-1-young', 'somebody-elses']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
