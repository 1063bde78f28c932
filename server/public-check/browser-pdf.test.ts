/** The browser's check of a PDF against files that the server signed, and against changes to them. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { createTimestampAuthority } from '#server/platform/outside/timestamp-authority.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { signPdf } from '#server/platform/pdf/sign-pdf.ts';
import { loadSigningCertificate, type SigningCertificate } from '#server/platform/pdf/signing-certificate.ts';
import { isTestSigner, signatureVerdict } from '#web/public/check/document-verdict.ts';
import { checkPdf } from '#web/public/check/pdf/check-pdf.ts';

const now = new Date('2027-03-18T06:42:10Z');
const stampedAt = new Date('2027-03-18T06:42:11Z');
let folder: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let certificate: SigningCertificate;
let unsigned: Buffer;
let stamped: Buffer;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quxiang-browser-pdf-'));
  await writeFile(join(folder, 'people.json'), '[]');
  sandbox = await startSandbox({ port: 0, folder, peopleFile: join(folder, 'people.json'), now: () => stampedAt.getTime() });
  certificate = await loadSigningCertificate(join(folder, 'certificate'), { now, mayMakeTest: true });
  const renderer = createPdfRenderer();
  unsigned = await renderer.render('#set text(font: "Noto Sans SC")\n协议书', {}, now);
  await renderer.close();
  const timestamp = createTimestampAuthority(`${sandbox.url}/tsa`);
  stamped = (await signPdf(unsigned, { certificate, signedAt: now, reason: 'Agreement in force', timestamp })).pdf;
});
after(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});
const check = (pdf: Uint8Array) => checkPdf(new Blob([Uint8Array.from(pdf)]));
const title = async (pdf: Uint8Array) => signatureVerdict((await check(pdf)).signature).title;

test('a file of ours: signature, whole document, the time that an authority saw, and its digest', async () => {
  const { signature, sha256 } = await check(stamped);
  assert.equal(sha256, createHash('sha256').update(stamped).digest('hex'));
  assert.deepEqual(signature, {
    signer: certificate.subject,
    issuer: '去向演示根证书（测试用，不具法律效力）',
    isIntact: true,
    isWhole: true,
    timestamp: { at: stampedAt.toISOString(), authority: '演示环境时间戳服务' },
  });
  assert.equal(signatureVerdict(signature).title, '电子签名有效');
  assert.ok(isTestSigner(signature));
});

test('without a timestamp it says so', async () => {
  const { pdf } = await signPdf(unsigned, { certificate, signedAt: now, reason: 'Agreement in force' });
  const { signature } = await check(pdf);
  assert.ok(typeof signature === 'object' && signature.isIntact && signature.timestamp === undefined);
});

test('a changed byte of the document, of the signature, of the timestamp; bytes after the end', async () => {
  const changed = (at: number, to = stamped[at] === 0x20 ? 0x21 : 0x20) => {
    const copy = Buffer.from(stamped);
    copy[at] = to;
    return copy;
  };
  assert.equal(await title(changed(200)), '电子签名无效');
  assert.equal(await title(changed(stamped.length - 3)), '电子签名无效');
  assert.equal(await title(Buffer.concat([stamped, Buffer.from('\n%more')])), '签名后增加过内容');
  const contents = stamped.indexOf('/Contents <') + '/Contents <'.length;
  const hex = stamped.toString('latin1', contents, stamped.indexOf('>', contents)).replace(/(00)+$/, '');
  const size = hex.length;
  // What lies behind is the authority's own chain, which no signature here covers: there the digest of the whole file tells.
  for (const share of [0.05, 0.2, 0.35, 0.5, 0.65]) {
    const at = contents + Math.floor((size * share) / 2) * 2;
    const digit = stamped.toString('latin1', at, at + 1);
    assert.notEqual(await title(changed(at, digit === '0' ? 0x31 : 0x30)), '电子签名有效', `at ${share} of the signature`);
  }
});

test('no signature, and what only looks like one', async () => {
  assert.equal(await title(unsigned), '没有电子签名');
  for (const text of [
    '%PDF-1.7\n/ByteRange [0 1 2]',
    '%PDF-1.7\n/ByteRange [0 10 20 99999]',
    '%PDF-1.7 /ByteRange [0 5 9 4] <zz> x',
  ])
    assert.equal(await title(Buffer.from(text)), '电子签名无法读取');
});
