/** What every store must do, asked of a folder and of one that speaks S3. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createFolderStore, type FileStore } from '#server/platform/files/files.ts';
import { createS3Store } from '#server/platform/files/s3-store.ts';
import { demoS3 } from './demo-credentials.ts';
import { startTestSandbox } from './test-sandbox.ts';

type Sandbox = Awaited<ReturnType<typeof startTestSandbox>>;
let folder = '';
let sandbox: Sandbox;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'store-'));
  sandbox = await startTestSandbox({ s3: { pageSize: 3 } });
});
after(async () => {
  await sandbox.remove();
  await rm(folder, { recursive: true });
});

const s3Options = (more: object = {}) => ({
  ...demoS3,
  ...{ endpoint: `${sandbox.url}/s3`, prefix: 'files/', pathStyle: true, folder: join(folder, 's3-incoming'), pauseMs: 1 },
  ...more,
});
/** How a test makes a store's file older than it is. */
const kinds: Readonly<Record<string, { open: () => Promise<FileStore>; age: (id: string, at: Date) => Promise<void> }>> = {
  folder: {
    open: async () => createFolderStore(join(folder, 'store')),
    age: (id, at) => utimes(join(folder, 'store', id.slice(0, 2), id.slice(2, 4), id), at, at),
  },
  S3: {
    open: () => createS3Store(s3Options()),
    age: (id, at) => {
      const key = encodeURIComponent(`files/${id.slice(0, 2)}/${id.slice(2, 4)}/${id}`);
      return utimes(join(sandbox.folder, 's3', demoS3.bucket, key), at, at);
    },
  },
};

async function* pieces(...parts: (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part);
}
const text = async (stream: AsyncIterable<Buffer>) => Buffer.concat(await Array.fromAsync(stream)).toString();
const idOf = (content: string) => createHash('sha256').update(content).digest('hex');

for (const [kind, { open, age }] of Object.entries(kinds))
  describe(kind, () => {
    let store: FileStore;
    before(async () => {
      store = await open();
    });

    test('what was put comes back whole, under its SHA-256, and twice put it is one', async () => {
      const first = await store.put(pieces('就业', '协议'), { maxBytes: 100 });
      const second = await store.put(pieces('就业协议'), { maxBytes: 100 });
      assert.deepEqual(first, { id: idOf('就业协议'), sha256: Buffer.from(idOf('就业协议'), 'hex'), bytes: 12 });
      assert.deepEqual(second, first);
      assert.equal(await text(await store.get(idOf('就业协议'))), '就业协议');
      const [path, content] = await store.withPath(idOf('就业协议'), async at => [at, await readFile(at, 'utf8')]);
      assert.equal(content, '就业协议');
      if (kind === 'S3') assert.equal(await stat(path).catch(() => undefined), undefined, 'nothing of it stays here');
    });

    test('several megabytes go through', async () => {
      const block = Buffer.alloc(1024 * 1024, 'x');
      const stored = await store.put(pieces(...Array.from({ length: 6 }, () => block)), { maxBytes: 10 * 1024 * 1024 });
      assert.ok(!('refused' in stored));
      const hash = createHash('sha256');
      for await (const chunk of await store.get(stored.id)) hash.update(chunk);
      assert.equal(hash.digest('hex'), stored.id);
      await store.remove(stored.id);
    });

    test('too much or nothing is refused, and what breaks off leaves nothing', async () => {
      assert.deepEqual(await store.put(pieces('12345', '678'), { maxBytes: 7 }), { refused: 'too-large' });
      assert.deepEqual(await store.put(pieces(), { maxBytes: 7 }), { refused: 'empty' });
      const broken = (async function* () {
        yield Buffer.from('a');
        throw new Error('connection lost');
      })();
      await assert.rejects(store.put(broken, { maxBytes: 7 }), /connection lost/);
      for (const content of ['12345678', '12345', 'a', '']) assert.equal(await store.has(idOf(content)), false);
    });

    test('what is not there is said to be so, and can be removed', async () => {
      const id = idOf('nowhere');
      assert.equal(await store.has(id), false);
      await assert.rejects(async () => text(await store.get(id)));
      await assert.rejects(store.withPath(id, path => readFile(path)));
      await store.remove(id);
      assert.equal(await store.removeUnlessPutSince(id, new Date()), false);
    });

    test('an id that is none never becomes a path or a key', async () => {
      for (const id of ['../../etc/passwd', '', 'incoming', `${'a'.repeat(63)}/`, `${'a'.repeat(64)}\n`])
        await assert.rejects(async () => store.get(id), /not a file id/);
    });

    test('all of it can be listed, and what was not put since is removed', async () => {
      for await (const { id } of store.list()) await store.remove(id);
      const contents = ['a', 'bb', 'ccc', 'dddd', 'eeeee', 'ffffff', 'ggggggg'];
      for (const content of contents) await store.put(pieces(content), { maxBytes: 100 });
      const listed = (await Array.fromAsync(store.list())).map(({ id, bytes }) => [id, bytes]);
      assert.deepEqual(listed.sort(), contents.map(content => [idOf(content), content.length]).sort());
      const longAgo = new Date('2020-01-01T00:00:00Z');
      const moment = new Date('2020-06-01T00:00:00Z');
      await age(idOf('a'), longAgo);
      await age(idOf('bb'), longAgo);
      await store.put(pieces('bb'), { maxBytes: 100 });
      assert.equal(await store.removeUnlessPutSince(idOf('a'), moment), true);
      assert.equal(await store.removeUnlessPutSince(idOf('bb'), moment), false, 'put again, it is young');
      assert.deepEqual([await store.has(idOf('a')), await text(await store.get(idOf('bb')))], [false, 'bb']);
    });
  });

describe('S3', () => {
  test('a store that is away for a moment is asked again; what it answers in the end counts', async () => {
    const store = await createS3Store(s3Options());
    await sandbox.order({ target: 's3', mode: 'fail', times: 2 });
    const stored = await store.put(pieces('patience'), { maxBytes: 100 });
    assert.ok(!('refused' in stored));
    await sandbox.order({ target: 's3', mode: 'answer-lost', times: 1 });
    await store.put(pieces('twice'), { maxBytes: 100 });
    assert.equal(await text(await store.get(idOf('twice'))), 'twice');
    await sandbox.order({ target: 's3', mode: 'fail', times: 9, code: 'SlowDown' });
    await assert.rejects(store.put(pieces('never'), { maxBytes: 100 }));
    await fetch(`${sandbox.url}/control`, { method: 'DELETE' });
    assert.deepEqual(await readdir(join(folder, 's3-incoming')), [], 'nothing of what failed lies here');
  });

  test('a wrong key, another region, another bucket: it does not start', async () => {
    for (const more of [
      { secretAccessKey: 'wrong' },
      { accessKeyId: 'AKIAWRONG' },
      { region: 'elsewhere-1' },
      { bucket: 'another' },
    ])
      await assert.rejects(createS3Store(s3Options(more)));
  });

  test('what the store gives back changed is not used', async () => {
    const store = await createS3Store(s3Options());
    const stored = await store.put(pieces('真'), { maxBytes: 100 });
    assert.ok(!('refused' in stored));
    const key = encodeURIComponent(`files/${stored.id.slice(0, 2)}/${stored.id.slice(2, 4)}/${stored.id}`);
    await writeFile(join(sandbox.folder, 's3', demoS3.bucket, key), '假');
    await assert.rejects(
      store.withPath(stored.id, async () => 'used'),
      /something else/,
    );
  });

  test('the stand-in refuses unsigned requests, and content that differs from the signed content', async () => {
    const url = `${sandbox.url}/s3/${demoS3.bucket}/files/x`;
    assert.equal((await fetch(url)).status, 403);
    assert.match(await (await fetch(url, { method: 'PUT', body: 'x' })).text(), /AccessDenied/);
  });
});
