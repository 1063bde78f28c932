import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createClamd, parseClamdAddress } from './clamd.ts';
import { poison, startFakeClamd } from './testing/fake-clamd.ts';
import { ScannerAway } from './virus-scan.ts';

let folder = '';
let clamd: Awaited<ReturnType<typeof startFakeClamd>>;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clamd-'));
  clamd = await startFakeClamd();
});
after(async () => {
  await clamd.stop();
  await rm(folder, { recursive: true });
});
const file = async (content: Buffer): Promise<string> => {
  const path = join(folder, 'file');
  await writeFile(path, content);
  return path;
};

describe('clamd', () => {
  test('gets a file whole, in pieces, and says what it found', async () => {
    const scan = createClamd(clamd.address);
    const clean = Buffer.alloc(300_000, 'clean');
    assert.equal(await scan.find(await file(clean)), undefined);
    assert.ok(clamd.scanned.at(-1)?.equals(clean));
    assert.equal(await scan.find(await file(Buffer.concat([clean, poison]))), 'Quxiang.Test.Poison');
    assert.match(await scan.version(), /^ClamAV 1\.4\.3/);
  });

  test('over a unix socket too', async () => {
    const other = await startFakeClamd({ path: join(folder, 'clamd.ctl') });
    assert.equal(await createClamd(other.address).find(await file(poison)), 'Quxiang.Test.Poison');
    await other.stop();
    await assert.rejects(createClamd(other.address).find(await file(poison)), ScannerAway);
  });

  test('a peer that hangs up, is silent, talks nonsense or is not there gave no answer', async () => {
    const scan = createClamd(clamd.address, { silence: 50 });
    const path = await file(poison);
    for (const manner of ['hangs-up', 'is-silent', 'talks-nonsense'] as const) {
      clamd.turn(manner);
      await assert.rejects(scan.find(path), ScannerAway, manner);
    }
    clamd.turn('scans');
    await assert.rejects(createClamd({ host: '127.0.0.1', port: 1 }).find(path), /virus scan: ECONNREFUSED/);
  });

  test('that answers before everything is sent, and finds nothing, has not seen the file', async () => {
    clamd.turn('answers-early');
    // More than two sockets hold, so that the sender waits, and reads the answer then.
    await assert.rejects(createClamd(clamd.address).find(await file(Buffer.alloc(32 * 1024 * 1024))), ScannerAway);
    clamd.turn('scans');
  });

  test('a file that is longer than the daemon takes is not scanned, and so not let pass', async () => {
    const path = await file(Buffer.alloc(1_100_000));
    clamd.turn('reads-on');
    await assert.rejects(createClamd(clamd.address).find(path), { name: 'ScannerAway', message: /size limit exceeded/ });
    // A daemon that hangs up while more is sent to it may take its answer with it.
    const hungUp = /size limit exceeded|hung up \((EPIPE|ECONNRESET)\); is the file longer than its StreamMaxLength/;
    clamd.turn('scans');
    await assert.rejects(createClamd(clamd.address).find(path), { name: 'ScannerAway', message: hungUp });
    clamd.turn('hangs-up');
    await assert.rejects(createClamd(clamd.address).find(path), ScannerAway);
    clamd.turn('scans');
  });

  test('is named by address or path, and by nothing else', () => {
    assert.deepEqual(parseClamdAddress('tcp://127.0.0.1:3310'), { host: '127.0.0.1', port: 3310 });
    assert.deepEqual(parseClamdAddress('tcp://[::1]:3310'), { host: '::1', port: 3310 });
    assert.deepEqual(parseClamdAddress('unix:/run/clamav/clamd.ctl'), { path: '/run/clamav/clamd.ctl' });
    for (const text of ['127.0.0.1:3310', 'tcp://127.0.0.1', 'tcp://a:99999', 'unix:clamd.ctl', 'http://a:1', 'yes'])
      assert.equal(parseClamdAddress(text), undefined, text);
  });
});
