import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { checkSignature } from './check-signature.ts';
import { createPdfRenderer } from './pdf-renderer.ts';
import { signLongPdf } from './sign-long-pdf.ts';
import { signPdf } from './sign-pdf.ts';
import { loadSigningCertificate, type SigningCertificate, SigningCertificateError } from './signing-certificate.ts';
import { tableFaults } from './testing/table-faults.ts';

const run = promisify(execFile);
const hasPdfsig = spawnSync('pdfsig', ['-v']).error === undefined;
const hasOpenssl = spawnSync('openssl', ['version']).error === undefined;

const now = new Date('2027-03-18T06:42:10Z');
let folder: string;
let certificate: SigningCertificate;
let unsigned: Buffer;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quxiang-signing-'));
  certificate = await loadSigningCertificate(join(folder, 'certificate'), { now, mayMakeTest: true });
  const renderer = createPdfRenderer();
  unsigned = await renderer.render('#set text(font: "Noto Sans SC")\n协议书', {}, now);
  await renderer.close();
});
after(() => rm(folder, { recursive: true, force: true }));

const sign = () => signPdf(unsigned, { certificate, signedAt: now, reason: 'Agreement in force' });

test('the test certificate is named as one, and only its owner reads the key', async () => {
  assert.equal(certificate.isTest, true);
  assert.equal(certificate.subject, '去向演示签章（测试证书，不具法律效力）');
  assert.equal((await stat(join(folder, 'certificate', 'key.pem'))).mode & 0o777, 0o600);
});

test('the test certificate is made once, also by two that start together', async () => {
  const shared = join(folder, 'shared');
  const both = await Promise.all([1, 2].map(() => loadSigningCertificate(shared, { now, mayMakeTest: true })));
  const again = await loadSigningCertificate(shared, { now });
  for (const one of both) assert.equal(one.chain[0]?.fingerprint256, again.chain[0]?.fingerprint256);
  assert.deepEqual(
    (await readdir(folder)).filter(name => name.startsWith('shared-')),
    [],
  );
});

test('without a certificate, with an expired one or with a foreign key nothing is loaded', async () => {
  await assert.rejects(loadSigningCertificate(join(folder, 'nowhere'), { now }), SigningCertificateError);
  await assert.rejects(loadSigningCertificate(join(folder, 'certificate'), { now: new Date('2040-01-01') }), /is valid .* only/);
  const other = join(folder, 'other');
  await loadSigningCertificate(other, { now, mayMakeTest: true });
  await rm(join(other, 'key.pem'));
  await writeFile(join(other, 'key.pem'), certificate.key.export({ type: 'pkcs8', format: 'pem' }));
  await assert.rejects(loadSigningCertificate(other, { now }), /is not the key of/);
});

test('a signature keeps the document as it was, covers all of it, and says its level', async () => {
  const { pdf, level, signedAt, timestampedAt } = await sign();
  assert.deepEqual({ level, signedAt, timestampedAt }, { level: 'B-B', signedAt: now, timestampedAt: undefined });
  assert.ok(pdf.subarray(0, unsigned.length).equals(unsigned));
  const check = checkSignature(pdf);
  assert.equal(check?.intact, true);
  assert.equal(check?.coversWholeDocument, true);
  assert.equal(check?.signer?.name, certificate.subject);
});

test('every table of objects points at its objects to the byte, in the document as set and in the signed one', async () => {
  assert.deepEqual(tableFaults(unsigned), []);
  const { pdf } = await sign();
  assert.deepEqual(tableFaults(pdf), []);
  const { pdf: twice } = await signPdf(pdf, { certificate, signedAt: now, reason: 'A second signature' });
  assert.deepEqual(tableFaults(twice), []);
  const early = pdf.toString('latin1').replace(/startxref\n(\d+)\n%%EOF$/, (_, offset) => `startxref\n${offset - 1}\n%%EOF`);
  assert.equal(tableFaults(Buffer.from(early, 'latin1')).length, 1, 'one that points before it is found');
});

test('pdfsig calls the signature valid and the whole document signed', {
  skip: !hasPdfsig && 'pdfsig is not installed',
}, async () => {
  const path = join(folder, 'signed.pdf');
  await writeFile(path, (await sign()).pdf);
  const { stdout } = await run('pdfsig', ['-nocert', path]).catch(error => error);
  assert.match(stdout, /Signature is Valid/);
  assert.match(stdout, /Total document signed/);
  assert.match(stdout, /ETSI\.CAdES\.detached/);
});

test('openssl verifies the same structure over the same bytes', { skip: !hasOpenssl && 'openssl is not installed' }, async () => {
  const { pdf } = await sign();
  const [, start = 0, end = 0, length = 0] =
    /\/ByteRange \[(\d+) (\d+) (\d+) (\d+)/.exec(pdf.toString('latin1'))?.slice(1).map(Number) ?? [];
  const paths = { content: join(folder, 'content'), cms: join(folder, 'cms'), root: join(folder, 'root.pem') };
  await writeFile(paths.content, Buffer.concat([pdf.subarray(0, start), pdf.subarray(end, end + length)]));
  await writeFile(paths.cms, Buffer.from(pdf.toString('latin1', start + 1, end - 1), 'hex'));
  await writeFile(paths.root, certificate.chain[1]?.toString() ?? '');
  const epoch = String(now.getTime() / 1000);
  const options = [
    '-verify',
    '-cades',
    '-binary',
    '-inform',
    'DER',
    '-in',
    paths.cms,
    '-content',
    paths.content,
    '-CAfile',
    paths.root,
  ];
  const { stderr } = await run('openssl', ['cms', ...options, '-purpose', 'any', '-attime', epoch, '-out', join(folder, 'out')]);
  assert.match(stderr, /successful/i);
});

test('a flipped bit is found wherever it is', async () => {
  const { pdf } = await sign();
  // Every 97th byte, the signature's own string and its brackets and filling included, one bit each, all eight in turn.
  for (let at = 0; at < pdf.length; at += 97) {
    const changed = Buffer.from(pdf);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    const check = checkSignature(changed);
    assert.ok(!check?.intact || !check.coversWholeDocument, `byte ${at} of ${pdf.length}`);
  }
});

test('something added behind the signature is found, a document without one has no check', async () => {
  const { pdf } = await sign();
  assert.equal(checkSignature(Buffer.concat([pdf, Buffer.from('\n%%EOF')]))?.coversWholeDocument, false);
  assert.equal(checkSignature(unsigned), undefined);
});

test('a timestamp authority that fails or answers about something else fails the signature: never a silent B-B', async () => {
  const request = { certificate, signedAt: now, reason: 'x' };
  const down = async () => Promise.reject(new Error('authority down'));
  await assert.rejects(signPdf(unsigned, { ...request, timestamp: down }), /authority down/);
  await assert.rejects(
    signPdf(unsigned, { ...request, timestamp: async () => Buffer.from('3003020100', 'hex') }),
    /does not fit/,
  );
});

test('in a thread of its own, for long documents: the same signature, and the same refusals', async () => {
  const request = { certificate, signedAt: now, reason: 'x' };
  const given = () => Buffer.from(unsigned);
  const { pdf, sha256, level } = await signLongPdf(given(), request);
  const check = checkSignature(pdf);
  assert.deepEqual([level, check?.intact, check?.coversWholeDocument], ['B-B', true, true]);
  assert.ok(pdf.subarray(0, unsigned.length).equals(unsigned));
  assert.deepEqual(sha256, createHash('sha256').update(pdf).digest());
  const asked: number[] = [];
  const unfitting = async (digest: Buffer) => {
    asked.push(digest.length);
    return Buffer.from('3003020100', 'hex');
  };
  await assert.rejects(signLongPdf(given(), { ...request, timestamp: unfitting }), /does not fit/);
  assert.deepEqual(asked, [32]);
  const down = async () => Promise.reject(new Error('authority down'));
  await assert.rejects(signLongPdf(given(), { ...request, timestamp: down }), /authority down/);
  await assert.rejects(signLongPdf(given(), { ...request, signedAt: new Date('2050-01-01') }), /not valid at the time/);
});

test('the certificate must be valid at the time of signing, and the reason ASCII', async () => {
  await assert.rejects(
    signPdf(unsigned, { certificate, signedAt: new Date('2050-01-01'), reason: 'x' }),
    SigningCertificateError,
  );
  await assert.rejects(signPdf(unsigned, { certificate, signedAt: now, reason: '协议生效' }), /ASCII/);
});
