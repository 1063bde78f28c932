import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createTimestampAuthority, TimestampError } from '#server/platform/outside/timestamp-authority.ts';
import { sandboxAddresses } from './demo-credentials.ts';
import { startTestSandbox } from './test-sandbox.ts';

const hash = createHash('sha256').update('毕业生就业协议书').digest();
const hasOpenssl = spawnSync('openssl', ['version']).status === 0;
const withOpenssl = { skip: hasOpenssl ? false : 'openssl is not installed' };
const failsAs = (failure: string, detail?: string) => (error: unknown) =>
  error instanceof TimestampError && error.failure === failure && (!detail || error.message.endsWith(detail));

describe('timestamps after RFC 3161', () => {
  let sandbox: Awaited<ReturnType<typeof startTestSandbox>>;
  const authority = () => createTimestampAuthority(sandboxAddresses(sandbox.url).timestampAuthorityUrl, { timeoutMs: 2_000 });
  const at = (name: string) => join(sandbox.folder, name);
  before(async () => {
    sandbox = await startTestSandbox();
  });
  after(() => sandbox.remove());

  async function ask(query: Buffer): Promise<Buffer> {
    const response = await fetch(`${sandbox.url}/tsa`, {
      method: 'POST',
      headers: { 'content-type': 'application/timestamp-query' },
      body: new Uint8Array(query),
    });
    return Buffer.from(await response.arrayBuffer());
  }

  test('openssl verifies our token', withOpenssl, async () => {
    await writeFile(at('token.der'), await authority()(hash));
    const args = [
      'ts',
      '-verify',
      '-digest',
      hash.toString('hex'),
      '-token_in',
      '-in',
      at('token.der'),
      '-CAfile',
      at('tsa-ca.pem'),
    ];
    assert.match(execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' }), /Verification: OK/);
  });

  test("openssl's own query is answered to its liking: nonce, certificate, policy", withOpenssl, async () => {
    for (const more of [['-cert'], ['-no_nonce'], []]) {
      execFileSync('openssl', ['ts', '-query', '-digest', hash.toString('hex'), '-sha256', '-out', at('query.tsq'), ...more], {
        stdio: 'pipe',
      });
      await writeFile(at('reply.tsr'), await ask(await readFile(at('query.tsq'))));
      const args = [
        'ts',
        '-verify',
        '-queryfile',
        at('query.tsq'),
        '-in',
        at('reply.tsr'),
        '-CAfile',
        at('tsa-ca.pem'),
        '-untrusted',
        at('tsa.pem'),
      ];
      assert.match(execFileSync('openssl', args, { encoding: 'utf8', stdio: 'pipe' }), /Verification: OK/);
    }
    execFileSync('openssl', ['ts', '-query', '-digest', '0'.repeat(40), '-sha1', '-out', at('sha1.tsq')], { stdio: 'pipe' });
    await writeFile(at('sha1.tsr'), await ask(await readFile(at('sha1.tsq'))));
    assert.match(
      execFileSync('openssl', ['ts', '-reply', '-in', at('sha1.tsr'), '-text'], { encoding: 'utf8', stdio: 'pipe' }),
      /Rejected[\s\S]*unrecognized or unsupported algorithm/i,
    );
  });

  test('an authority that is trusted is told from one that is not', async () => {
    const pem = await readFile(at('tsa-ca.pem'), 'utf8');
    const url = sandboxAddresses(sandbox.url).timestampAuthorityUrl;
    assert.ok((await createTimestampAuthority(url, { trusted: [pem] })(hash)).length > 500);
    const other = await startTestSandbox();
    const stranger = await readFile(join(other.folder, 'tsa-ca.pem'), 'utf8').finally(() => other.remove());
    await assert.rejects(createTimestampAuthority(url, { trusted: [stranger] })(hash), failsAs('invalid', 'signature'));
  });

  test('a token for another hash, an old one, and one with a changed time or signature are refused', async () => {
    const answers: Buffer[] = [];
    let change = (reply: Buffer, _count: number): Buffer => reply;
    const between = createServer(async (req, res) => {
      const chunks: Buffer[] = [];
      for await (const chunk of req) chunks.push(chunk);
      const reply = await ask(Buffer.concat(chunks));
      answers.push(reply);
      res.setHeader('content-type', 'application/timestamp-reply').end(change(reply, answers.length));
    });
    await new Promise<void>(resolve => between.listen(0, '127.0.0.1', resolve));
    const address = between.address();
    const stamp = createTimestampAuthority(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/tsa`);
    try {
      await stamp(hash);
      change = () => answers[0] ?? Buffer.alloc(0);
      await assert.rejects(stamp(hash), failsAs('invalid', 'nonce'));
      await assert.rejects(stamp(createHash('sha256').update('other').digest()), failsAs('invalid', 'message imprint'));
      change = reply => flip(reply, reply.length - 1);
      await assert.rejects(stamp(hash), failsAs('invalid', 'signature'));
      change = reply => flip(reply, reply.indexOf(Buffer.from([0x18, 0x0f])) + 16);
      await assert.rejects(stamp(hash), failsAs('invalid'));
      change = reply => reply.subarray(0, 100);
      await assert.rejects(stamp(hash), failsAs('invalid'));
    } finally {
      between.closeAllConnections();
      between.close();
    }
  });

  test('troubles: refused, silent, lost', async () => {
    await sandbox.order({ target: 'tsa', mode: 'fail' });
    await assert.rejects(authority()(hash), failsAs('refused', 'status 2'));
    await sandbox.order({ target: 'tsa', mode: 'hang' });
    await assert.rejects(
      createTimestampAuthority(`${sandbox.url}/tsa`, { timeoutMs: 50 })(hash),
      failsAs('unavailable', 'timeout'),
    );
    await sandbox.order({ target: 'tsa', mode: 'answer-lost' });
    await assert.rejects(authority()(hash), failsAs('unavailable'));
    assert.ok(await authority()(hash));
  });

  test('a body that is not a query is refused without a crash', async () => {
    for (const body of [Buffer.alloc(0), Buffer.from('hello'), Buffer.from('3003020101', 'hex')])
      assert.ok((await ask(body)).length > 0);
    assert.ok(await authority()(hash));
  });
});

function flip(bytes: Buffer, index: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[index] = (changed[index] ?? 0) ^ 1;
  return changed;
}
