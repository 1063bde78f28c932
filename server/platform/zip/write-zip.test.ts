import assert from 'node:assert/strict';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { test } from 'node:test';
import { distinctNames, fileNamePart, writeZip } from './write-zip.ts';
import { openZip } from './zip.ts';

const at = new Date('2027-03-10T02:00:00Z');
const limits = { entries: 2000, entryBytes: 1e6, totalBytes: 1e7, ratio: 100 };

test('the files come out under their names, and were never open two at a time', async t => {
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-zip-'));
  t.after(() => rm(folder, { recursive: true }));
  let open = 0;
  const begun: number[] = [];
  const entries = Array.from({ length: 300 }, (_, index) => ({
    name: `东海大学-𬭎㛃·${index}.pdf`,
    at,
    open: async () => {
      open += 1;
      assert.equal(open, 1);
      const stream = Readable.from([Buffer.from(`content ${index}`)]);
      stream.on('end', () => {
        open -= 1;
      });
      return stream;
    },
  }));
  const path = join(folder, 'all.zip');
  await pipeline(
    writeZip(entries, number => begun.push(number)),
    createWriteStream(path),
  );
  const zip = await openZip(path, limits);
  assert.ok(!('refused' in zip));
  assert.equal(zip.names.size, 300);
  assert.equal((await zip.read('东海大学-𬭎㛃·7.pdf', 100)).toString(), 'content 7');
  assert.equal(begun.at(-1), 300);
  zip.close();
});

test('a file that cannot be read fails the whole, instead of being left out', async () => {
  const zip = writeZip([{ name: 'a.pdf', at, open: () => Promise.reject(new Error('gone')) }]);
  await assert.rejects(async () => {
    for await (const _ of zip);
  }, /gone/);
});

test('names are usable on every system, and each is there once', () => {
  assert.equal(fileNamePart('../厦门/有限:公司*?'), '_厦门_有限_公司__');
  assert.equal(fileNamePart(' .. '), '_');
  assert.equal([...fileNamePart('䶮'.repeat(200))].length, 60);
  const name = distinctNames();
  assert.deepEqual([name('A', 'pdf'), name('a', 'pdf'), name('b', 'pdf')], ['A.pdf', 'a（2）.pdf', 'b.pdf']);
});
