import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import { startSandbox } from '#sandbox/start-sandbox.ts';
import { createTimestampAuthority } from '#server/platform/outside/timestamp-authority.ts';
import { checkSignature } from '#server/platform/pdf/check-signature.ts';
import { createPdfRenderer } from '#server/platform/pdf/pdf-renderer.ts';
import { type SignedPdf, signPdf } from '#server/platform/pdf/sign-pdf.ts';
import { loadSigningCertificate } from '#server/platform/pdf/signing-certificate.ts';
import { renderAgreement } from './render-agreement.ts';
import { onlineAgreement } from './testing/fixtures.ts';

const run = promisify(execFile);
const now = new Date('2027-03-18T06:42:10Z');
const stampedAt = new Date('2027-03-18T06:42:12Z');
let folder: string;
let sandbox: Awaited<ReturnType<typeof startSandbox>>;
let signed: SignedPdf;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'quxiang-signed-agreement-'));
  await writeFile(join(folder, 'people.json'), '[]');
  sandbox = await startSandbox({ port: 0, folder, peopleFile: join(folder, 'people.json'), now: () => stampedAt.getTime() });
  const certificate = await loadSigningCertificate(join(folder, 'certificate'), { now, mayMakeTest: true });
  const renderer = createPdfRenderer();
  const pdf = await renderAgreement(renderer, onlineAgreement, 'https://qx.example');
  await renderer.close();
  const timestamp = createTimestampAuthority(`${sandbox.url}/tsa`);
  signed = await signPdf(pdf, { certificate, signedAt: now, reason: 'Agreement in force', timestamp });
});
after(async () => {
  await sandbox.stop();
  await rm(folder, { recursive: true, force: true });
});

test('with a timestamp authority the agreement is signed as B-T, at the time that the authority saw', () => {
  assert.deepEqual({ level: signed.level, timestampedAt: signed.timestampedAt }, { level: 'B-T', timestampedAt: stampedAt });
  const check = checkSignature(signed.pdf);
  assert.equal(check?.intact, true);
  assert.equal(check?.coversWholeDocument, true);
  assert.deepEqual(check?.timestamp, { at: stampedAt, authority: '演示环境时间戳服务' });
});

const noPdfsig = spawnSync('pdfsig', ['-v']).error ? 'pdfsig is not installed' : false;
test('pdfsig calls the agreement valid and wholly signed', { skip: noPdfsig }, async () => {
  const path = join(folder, 'agreement.pdf');
  await writeFile(path, signed.pdf);
  const { stdout } = await run('pdfsig', ['-nocert', path]).catch(error => error);
  assert.match(stdout, /Signature is Valid/);
  assert.match(stdout, /Total document signed/);
});

test('a flipped bit of the signed agreement is found, in its timestamp too', () => {
  const { pdf } = signed;
  for (let at = 0; at < pdf.length; at += 211) {
    const changed = Buffer.from(pdf);
    changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
    const check = checkSignature(changed);
    assert.ok(!check?.intact || !check.coversWholeDocument, `byte ${at} of ${pdf.length}`);
  }
});
