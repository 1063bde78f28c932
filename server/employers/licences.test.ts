import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import sharp from 'sharp';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestApp } from '#server/testing/platform.ts';
import { employerRoutes } from './index.ts';
import { startEmployers, type TestEmployers } from './testing/employers.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());
beforeEach(() => on.platform.clock.advance(60_000));

describe('licences', () => {
  test('are kept upright, small and without metadata, whatever their names say', async () => {
    const cookie = await on.register();
    const turned = await sharp(on.licence).withMetadata({ orientation: 6 }).toBuffer();
    const { fileId, mediaType, bytes } = (await on.upload(cookie, turned, '../../执照.exe')).json();
    assert.equal(mediaType, 'image/jpeg');
    const answer = await on.ask('GET', `/api/files/${fileId}`, cookie);
    const { width, height, exif, orientation } = await sharp(answer.rawPayload).metadata();
    assert.deepEqual([width, height, exif, orientation, answer.rawPayload.length], [300, 400, undefined, undefined, bytes]);
    assert.match(String(answer.headers['content-disposition']), /^inline; filename\*=UTF-8''%E8%AF%81%E7%85%A7\.jpg$/);
  });

  test('sent three times with one key are one file; the same key does not bring another', async () => {
    const cookie = await on.register();
    const send = (content: Buffer, key: string) => on.upload(cookie, content, '营业执照.jpg', { 'idempotency-key': key });
    const sent = await Promise.all([1, 2, 3].map(() => send(on.licence, 'licence-once')));
    const ids = new Set(sent.map(answer => answer.json().fileId));
    assert.deepEqual([ids.size, sent.map(({ statusCode }) => statusCode)], [1, [200, 200, 200]]);
    const other = await sharp(on.licence).negate().jpeg().toBuffer();
    assert.equal((await send(other, 'licence-once')).json().code, 'same-key-other-content');
    assert.ok(!ids.has((await send(on.licence, 'licence-twice')).json().fileId));
  });

  test('twenty a day of one person', async () => {
    const cookie = await on.register();
    const sent = [];
    for (let nth = 0; nth < 21; nth++) sent.push(await on.upload(cookie, on.licence));
    assert.deepEqual(
      sent.map(({ statusCode }) => statusCode),
      [...Array.from({ length: 20 }, () => 200), 429],
    );
    assert.match(sent[20]?.json().title, /今天上传图片已达 20 份/);
    assert.equal((await on.upload(await on.register(), on.licence)).statusCode, 200);
  });

  test('shrink to 2 MB', async () => {
    const cookie = await on.register();
    const noise = await sharp({
      create: { width: 1800, height: 1800, channels: 3, background: '#888', noise: { type: 'gaussian', mean: 128, sigma: 60 } },
    })
      .png({ compressionLevel: 1 })
      .toBuffer();
    assert.ok(noise.length > 8_000_000 && noise.length < 20_971_520);
    const { bytes } = (await on.upload(cookie, noise)).json();
    assert.ok(bytes > 100_000 && bytes <= 2 * 1024 * 1024);
  });

  const pdf = Buffer.from(
    `%PDF-1.7
1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj
2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj
3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 200 100] >> endobj
trailer << /Size 4 /Root 1 0 R >>
startxref
0
%%EOF
`,
  );
  const png = Buffer.from('89504e470d0a1a0a', 'hex');
  const cases: readonly [string, Buffer, string][] = [
    ['a page', Buffer.from('<html><script>alert(1)</script>'), 'file-kind'],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'file-kind'],
    [
      'a JPEG head with something else behind it',
      Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.from('<script>')]),
      'file-broken',
    ],
    ['a PNG that breaks off', png, 'file-broken'],
    [
      'a PDF with a program',
      Buffer.concat([pdf.subarray(0, 9), Buffer.from('/JavaScript (x) '), pdf.subarray(9)]),
      'file-scripts',
    ],
    ['a PDF that breaks off', pdf.subarray(0, 30), 'file-broken'],
    ['a PDF over 5 MB', Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024, 32), pdf]), 'file-too-large'],
    ['nothing', Buffer.alloc(0), 'file-broken'],
  ];
  for (const [what, content, code] of cases)
    test(`${what} is refused`, async () => {
      const answer = await on.upload(await on.register(), content);
      assert.equal(answer.json().code, code);
    });
  test('a file over 20 MB is refused with an answer, and one that is not sent as a file too', async () => {
    const cookie = await on.register();
    const server = createTestApp(on.platform, employerRoutes(on.platform));
    const url = `${await server.listen({ port: 0, host: '127.0.0.1' })}/api/files`;
    const headers = { cookie, 'content-type': 'application/octet-stream' };
    const answer = await fetch(url, { method: 'POST', headers, body: Buffer.alloc(24 * 1024 * 1024, 1) });
    assert.deepEqual([answer.status, (await answer.json()).code], [413, 'file-too-large']);
    await server.close();
    for (const more of [{}, { payload: { a: 1 } }])
      assert.equal(
        (await on.app.inject({ method: 'POST', url: '/api/files', headers: { cookie }, ...more })).json().code,
        'media-type',
      );
  });

  test('a picture on which nothing can be read is refused, with the number of points that it needs', async () => {
    const cookie = await on.register();
    const picture = (width: number, height: number) =>
      sharp({ create: { width, height, channels: 3, background: '#fff' } })
        .png()
        .toBuffer();
    for (const [width, height] of [
      [40, 30],
      [2000, 299],
    ] as const) {
      const answer = await on.upload(cookie, await picture(width, height));
      assert.deepEqual([answer.statusCode, answer.json().code], [409, 'picture-too-small'], answer.body);
      assert.match(answer.json().title, /不少于 300 像素/);
    }
    assert.equal((await on.upload(cookie, await picture(300, 420))).statusCode, 200);
  });

  test('a PDF is shown as a picture of its pages, to its employer and to who qualifies it; a picture as it is', async () => {
    const cookie = await on.register();
    const { fileId } = (await on.upload(cookie, pdf)).json();
    for (const who of [cookie, on.operator]) {
      const answer = await on.ask('GET', `/api/files/${fileId}?as=pages`, who);
      const { format, width, height } = await sharp(answer.rawPayload).metadata();
      assert.deepEqual([format, Math.round((width / height) * 100)], ['jpeg', 200]);
      assert.match(String(answer.headers['content-disposition']), /^inline; filename\*=UTF-8''%E8%AF%81%E7%85%A7\.jpg$/);
      assert.equal(answer.headers['content-type'], 'image/jpeg');
    }
    const picture = await on.fileIdOf(cookie);
    const [kept, pages] = [
      await on.ask('GET', `/api/files/${picture}`, cookie),
      await on.ask('GET', `/api/files/${picture}?as=pages`, cookie),
    ];
    assert.ok(kept.rawPayload.equals(pages.rawPayload));
    assert.equal((await on.ask('GET', `/api/files/${fileId}?as=pages`, await on.register())).statusCode, 404);
  });

  test('a whole PDF is taken, and saved as it came', async () => {
    const cookie = await on.register();
    const { fileId } = (await on.upload(cookie, pdf)).json();
    const answer = await on.ask('GET', `/api/files/${fileId}`, cookie);
    assert.ok(answer.rawPayload.equals(pdf));
    assert.match(String(answer.headers['content-disposition']), /^attachment;/);
  });

  test('belong to their employer: nobody else reads or hands them in, even when they are the same picture', async () => {
    const [owner, other] = [await on.register(), await on.register()];
    const [mine, theirs] = [await on.fileIdOf(owner), await on.fileIdOf(other)];
    assert.equal((await on.ask('GET', `/api/files/${mine}`, other)).statusCode, 404);
    assert.equal((await on.submit(other, on.organisation(), { licenceFileId: mine })).json().code, 'file-missing');
    assert.equal((await on.submit(other, on.organisation(), { licenceFileId: theirs })).statusCode, 200);
    assert.equal((await on.ask('GET', `/api/files/${mine}`, on.operator)).statusCode, 200);
    const looks = unnamed<{ count: number }>(
      `select count(*)::int as count from audit_event where action = 'file-viewed' and object = $1`,
    );
    assert.equal((await on.platform.database.one(looks, [`file:${mine}`])).count, 1);
  });
});
