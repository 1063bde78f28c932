import assert from 'node:assert/strict';
import { rm, truncate } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { dayLength } from '#domain/dates.ts';
import { recordStoredFile } from '#server/platform/files/stored-files.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, createTestApp, createTestPlatform, makeAccount, type TestPlatform } from '#server/testing/platform.ts';
import { retentionRoutes } from './routes.ts';
import { scrubFiles } from './scrub-files.ts';

let platform: TestPlatform;
before(async () => {
  platform = await createTestPlatform();
});
after(() => platform.stop());

async function put(content: string): Promise<string> {
  const stored = await platform.files.put(Readable.from([Buffer.from(content)]), { maxBytes: 1000 });
  assert.ok(!('refused' in stored));
  const { id, bytes, sha256 } = stored;
  const file = { id, purpose: 'picture', mediaType: 'image/jpeg', bytes, sha256 } as const;
  await recordStoredFile(platform.database, file, platform.clock.now());
  return id;
}

test('a file that was cut off and one that is gone are found within sixteen nights, told to the operator, and cry alarm', async () => {
  const ids: string[] = [];
  for (let nth = 0; nth < 20; nth++) ids.push(await put(`证明 ${nth} 䶮`));
  const [cut = '', gone = ''] = ids;
  await platform.files.withPath(cut, path => truncate(path, 3));
  await platform.files.withPath(gone, path => rm(path));

  const found = { damaged: new Set<string>(), missing: new Set<string>(), lookedAt: 0, shares: new Set<string>() };
  for (let night = 0; night < 16; night++) {
    const { share, lookedAt, damaged, missing } = await scrubFiles(platform);
    found.shares.add(share);
    found.lookedAt += lookedAt;
    for (const id of damaged) found.damaged.add(id);
    for (const id of missing) found.missing.add(id);
    platform.clock.advance(dayLength);
  }
  assert.equal(found.shares.size, 16);
  assert.equal(found.lookedAt, 19);
  assert.deepEqual([[...found.damaged], [...found.missing]], [[cut], [gone]]);

  const id = await makeAccount(platform, { kind: 'operator', login: 'scrub-operator' });
  const cookie = await cookieOf(platform, { kind: 'operator', accountId: id });
  const app = createTestApp(platform, retentionRoutes(platform));
  const { scrubs } = (await app.inject({ url: '/api/retention', headers: { cookie } })).json();
  const faults = scrubs.flatMap((scrub: { faults: { damaged: string[]; missing: string[] } }) => [
    ...scrub.faults.damaged,
    ...scrub.faults.missing,
  ]);
  assert.deepEqual(faults.sort(), [cut, gone].sort());
  await app.close();
});

test('nothing is found where nothing is wrong, and what is put meanwhile is not missing', async () => {
  await platform.database.execute(unnamed('delete from file_scrub'), []);
  await platform.database.execute(unnamed('delete from stored_file'), []);
  const store = { ...platform.files, list: async function* () {} };
  const id = await put('meanwhile');
  const share = Number.parseInt(id.slice(0, 1), 16);
  const today = Math.floor(platform.clock.now().getTime() / dayLength) % 16;
  platform.clock.advance(((share - today + 16) % 16) * dayLength);
  const { damaged, missing } = await scrubFiles({ ...platform, files: store });
  assert.deepEqual([damaged, missing], [[], []]);
});
