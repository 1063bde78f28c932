import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, beforeEach, describe, test } from 'node:test';
import sharp from 'sharp';
import { filesAtMost } from '#domain/rules/file-limits.ts';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { pdf } from '#server/platform/images/testing/pdf.ts';
import { cookieOf } from '#server/testing/platform.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

const urlOf = (ref: string, purpose = 'evidence', item = 0) => `/api/cases/${ref}/files/${purpose}/${item}`;
const read = (who: Someone, ref: string, id: number, size = 'shown') =>
  on.send(who, 'GET', `/api/cases/${ref}/files/${id}/${size}`);
async function remove(who: Someone, ref: string, id: number) {
  const cookie = await cookieOf(on.platform, who.owner);
  return on.app.inject({ method: 'DELETE', url: `/api/cases/${ref}/files/${id}`, headers: { cookie } });
}

describe('evidence', () => {
  test('is added, seen by all who see the case, taken back while files are gathered, and counts when it is handed in', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '80.01');
    const first = flow
      .passed(
        await flow.upload(who, urlOf(ref, 'evidence', 1), flow.image, { 'file-name': encodeURIComponent('录取通知书.jpg') }),
      )
      .json();
    assert.deepEqual([first.name, first.item, first.mediaType, first.submitted], ['录取通知书.jpg', 1, 'image/jpeg', false]);
    flow.passed(await remove(who, ref, first.id));
    faulty(await flow.submit(who, ref, filledForm('80.01')), 'input.files');
    refused(await read(who, ref, first.id), 'not-found');
    const second = flow.passed(await flow.upload(who, urlOf(ref))).json();
    flow.passed(await flow.submit(who, ref, filledForm('80.01')));
    const page = flow.passed(await on.page(flow.department, ref)).json();
    assert.deepEqual(
      page.files.map(({ id, submitted }: { id: number; submitted: boolean }) => [id, submitted]),
      [[second.id, true]],
    );
    for (const reader of [who, flow.department])
      assert.equal(flow.passed(await on.page(reader, ref)).json().files[0].kind, '录取通知书', 'said by its own name');
    for (const reader of [who, flow.department, flow.school])
      for (const size of ['shown', 'evidence']) {
        const file = flow.passed(await read(reader, ref, second.id, size));
        assert.equal((await sharp(file.rawPayload).metadata()).format, 'jpeg');
        assert.match(String(file.headers['content-security-policy']), /sandbox/);
        assert.equal(file.headers['cache-control'], 'private, no-store');
      }
  });

  test('sent three times with one key it is one file, though it took the last place', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '80.01');
    for (let nth = 1; nth < filesAtMost; nth++) flow.passed(await flow.upload(who, urlOf(ref)));
    const send = () => flow.upload(who, urlOf(ref), flow.image, { 'idempotency-key': 'evidence-once' });
    const first = flow.passed(await send()).json();
    for (const again of [await send(), await send()]) assert.deepEqual(flow.passed(again).json(), first);
    refused(await flow.upload(who, urlOf(ref)), 'too-many-files');
  });

  test('cannot be added or removed by the graduate while it is reviewed, or by a reviewer whose turn it is not', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '80.01');
    const { id } = flow.passed(await flow.upload(who, urlOf(ref))).json();
    for (const reviewer of [flow.department, flow.school]) {
      refused(await flow.upload(reviewer, urlOf(ref)), 'not-found');
      refused(await remove(reviewer, ref, id), 'not-found');
    }
    flow.passed(await flow.submit(who, ref, filledForm('80.01')));
    refused(await flow.upload(flow.school, urlOf(ref)), 'not-yours');
    refused(await flow.upload(who, urlOf(ref)), 'not-possible-here');
    refused(await remove(who, ref, id), 'not-possible-here');
    flow.passed(await on.act(who, ref, 'withdraw'));
    flow.passed(await remove(who, ref, id));
    faulty(await flow.submit(who, ref, filledForm('80.01')), 'input.files');
  });

  test('a scan is gathered for the scan, a letter for the termination, help by the school', async () => {
    const who = await on.graduate();
    const ref = await flow.issued(who);
    refused(await flow.upload(who, urlOf(ref)), 'not-possible-here');
    refused(await flow.upload(who, urlOf(ref, 'help')), 'not-possible-here');
    const scan = flow.passed(await flow.upload(who, urlOf(ref, 'scan'))).json();
    assert.ok(scan.checks.length > 0, 'read for QR, seal and sharpness');
    flow.passed(await on.act(who, ref, 'upload'));
    await flow.approved(ref);
    const termination = flow.passed(await flow.terminate(who, ref)).json().ref;
    flow.passed(await flow.upload(who, urlOf(termination, 'letter')));
    flow.passed(await on.act(who, termination, 'submit', { reason: '个人原因', text: '双方已协商' }));
  });

  test('what arrives while the case is handed in is part of it or refused, never added afterwards', async () => {
    for (let round = 0; round < 4; round++) {
      const who = await on.graduate();
      const ref = await flow.begun(who, '80.01');
      const { id } = flow.passed(await flow.upload(who, urlOf(ref))).json();
      const uploads = [0, 1].map(() => flow.upload(who, urlOf(ref)));
      const removal = remove(who, ref, id);
      await flow.enclose(ref, 'evidence', 1);
      flow.passed(await flow.submit(who, ref, filledForm('80.01')));
      for (const answer of await Promise.all(uploads)) if (answer.statusCode !== 200) refused(answer, 'not-possible-here');
      const removed = await removal;
      if (removed.statusCode !== 200) refused(removed, 'not-possible-here');
      const { files } = flow.passed(await on.page(flow.department, ref)).json();
      assert.ok(
        files.every(({ submitted }: { submitted: boolean }) => submitted),
        'nothing came after the submission',
      );
    }
  });

  test('at most 8 at the same instant too', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '80.01');
    for (let index = 0; index < 6; index++) await flow.enclose(ref, 'evidence', 0);
    const answers = await Promise.all([1, 2, 3, 4].map(() => flow.upload(who, urlOf(ref))));
    assert.equal(answers.filter(({ statusCode }) => statusCode === 200).length, 2);
    for (const answer of answers) if (answer.statusCode !== 200) refused(answer, 'too-many-files');
  });

  test('at most 8 for each item that the type asks for, and none for others', async () => {
    const who = await on.graduate();
    const ref = await flow.begun(who, '80.01');
    for (let index = 0; index < 7; index++) await flow.enclose(ref, 'evidence', 0);
    flow.passed(await flow.upload(who, urlOf(ref)));
    refused(await flow.upload(who, urlOf(ref)), 'too-many-files');
    flow.passed(await flow.upload(who, urlOf(ref, 'evidence', 1)));
    for (const item of [2, 20]) refused(await flow.upload(who, urlOf(ref, 'evidence', item)), 'file-not-asked');
    const none = await flow.begun(await on.graduate(), '70.01');
    refused(await flow.upload(who, urlOf(none)), 'not-found');
    const unemployed = await on.graduate();
    refused(await flow.upload(unemployed, urlOf(await flow.begun(unemployed, '70.01'))), 'file-not-asked');
  });
});

describe('scope', () => {
  test('another graduate, an employer, another department and another school get the same answer as for a file that is not there', async () => {
    const [who, other] = [await on.graduate(), await on.graduate()];
    const ref = await flow.begun(who, '80.01');
    const { id } = flow.passed(await flow.upload(who, urlOf(ref))).json();
    const own = await flow.begun(other, '80.01');
    const strangers = [
      other,
      await on.makeEmployer(),
      await on.makeStaff('department', { departmentIds: [2] }),
      await on.makeStaff('school', { schoolId: 2 }),
    ];
    const missing = (await read(who, ref, 999_999)).json();
    for (const stranger of strangers) {
      for (const size of ['shown', 'evidence']) assert.deepEqual((await read(stranger, ref, id, size)).json(), missing);
      refused(await flow.upload(stranger, urlOf(ref)), 'not-found');
      refused(await remove(stranger, ref, id), 'not-found');
    }
    assert.deepEqual((await read(other, own, id)).json(), missing, 'not through a case of one’s own either');
    refused(await remove(other, own, id), 'not-found');
    flow.passed(await read(who, ref, id));
  });
});

/** White paper. */
const blank = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .png({ compressionLevel: 9 })
    .toBuffer();

describe('what a phone sends', () => {
  const turned = () =>
    sharp({ create: { width: 400, height: 200, channels: 3, background: '#a31' } })
      .withMetadata({ orientation: 6, exif: { IFD3: { GPSLatitudeRef: 'N' } } })
      .jpeg()
      .toBuffer();
  const heic = () => readFile(new URL('../platform/images/fixtures/turned.heic', import.meta.url));
  for (const [what, content] of [
    ['a photograph held sideways', turned],
    ['HEIC', heic],
  ] as const)
    test(`${what}: kept upright, without where and when it was taken`, async () => {
      const who = await on.graduate();
      const ref = await flow.begun(who, '80.01');
      const { id, mediaType } = flow.passed(await flow.upload(who, urlOf(ref), await content())).json();
      assert.equal(mediaType, 'image/jpeg');
      const { rawPayload } = flow.passed(await read(who, ref, id, 'evidence'));
      const { width, height, exif } = await sharp(rawPayload).metadata();
      assert.deepEqual([height > width, exif], [true, undefined]);
    });
});

describe('a file that is not evidence', () => {
  const cases: readonly (readonly [string, () => Promise<Buffer>, string])[] = [
    ['a text', async () => Buffer.from('就业协议书'), 'file-kind'],
    ['a page disguised as a picture', async () => Buffer.from('<!doctype html><script>alert(1)</script>'), 'file-kind'],
    ['an SVG', async () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'), 'file-kind'],
    ['nothing', async () => Buffer.alloc(0), 'file-broken'],
    [
      'half a picture',
      async () =>
        (
          await sharp({ create: { width: 900, height: 900, channels: 3, background: '#a31' } })
            .png()
            .toBuffer()
        ).subarray(0, 200),
      'file-broken',
    ],
    ['a broken PDF', async () => Buffer.from('%PDF-1.7\nthis is none'), 'file-broken'],
    [
      'a PDF with a script',
      async () => pdf({ catalog: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>' }),
      'file-scripts',
    ],
    ['a PDF with an attachment', async () => pdf({ catalog: '/Names << /EmbeddedFiles << /Names [] >> >>' }), 'file-scripts'],
    [
      'a PDF with a password',
      async () => pdf({ trailer: '/Encrypt 20 0 R', objects: ['<< /Filter /Standard >>'] }),
      'file-encrypted',
    ],
    ['a PDF of eleven pages', async () => pdf({ pages: 11 }), 'file-pages'],
    ['a picture of 108 megapixels in few bytes', () => blank(12_000, 9000), 'file-too-large'],
    ['more than 20 MB', async () => Buffer.alloc(20 * 1024 * 1024 + 1, 7), 'file-too-large'],
  ];
  for (const [what, content, code] of cases)
    test(`${what}: ${code} with what to do, in one piece and in several, and nothing is kept`, async () => {
      const who = await on.graduate();
      const ref = await flow.begun(who, '80.01');
      const sent = await content();
      const whole = await flow.upload(who, urlOf(ref), sent);
      refused(whole, code);
      assert.match(whole.json().title, /^(文件|PDF).+(上传|最大|最多).*。$/);
      const door = `/api/cases/${ref}/uploads`;
      // Nothing, and more than may be announced, are not begun at all.
      const inPieces = await flow.uploadInPieces(who, door, { content: sent, pieces: 2, body: { purpose: 'evidence', item: 0 } });
      refused(inPieces, sent.length === 0 || sent.length > 20 * 1024 * 1024 ? 'invalid-input' : code);
      assert.deepEqual(flow.passed(await flow.draft(who, ref)).json().files, []);
    });
});
