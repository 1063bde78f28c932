import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { createPublicKey } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { compactVerify, createLocalJWKSet } from 'jose';
import { createStatements, freshStatementKeys } from './statements.ts';

const content = { n: 'D20270615-7K3M9Q2A', p: '龚𬭎', s: '东海大学' };
const decoded = (part = '') => Buffer.from(part, 'base64url').toString();

test('a statement is a compact JWS that names its key; the same content gives the same text', async () => {
  const statements = createStatements(freshStatementKeys());
  const signed = await statements.sign(content);
  const [head, body, signature, ...rest] = signed.split('.');
  assert.deepEqual(JSON.parse(decoded(head)), { alg: 'EdDSA', kid: '1' });
  assert.deepEqual(JSON.parse(decoded(body)), content);
  assert.equal(Buffer.from(signature ?? '', 'base64url').length, 64);
  assert.deepEqual(rest, []);
  assert.equal(await statements.sign(content), signed);
});

test('the published keys verify it, a key that has been replaced too, and hold no private half', async () => {
  const old = freshStatementKeys();
  const signed = await createStatements(old).sign(content);
  const next = { keys: { ...old.keys, 2: freshStatementKeys().keys[1] ?? '' }, current: '2' };
  const statements = createStatements(next);
  const keys = createLocalJWKSet({ keys: [...statements.published] });
  assert.deepEqual(JSON.parse(Buffer.from((await compactVerify(signed, keys)).payload).toString()), content);
  const { protectedHeader } = await compactVerify(await statements.sign(content), keys);
  assert.equal(protectedHeader.kid, '2');
  assert.deepEqual(
    statements.published.map(key => Object.keys(key).sort()),
    [1, 2].map(() => ['alg', 'crv', 'kid', 'kty', 'use', 'x']),
  );
  await assert.rejects(compactVerify(signed, createLocalJWKSet({ keys: [...createStatements(freshStatementKeys()).published] })));
});

test('a text of one type is not read as another’s, nor is one that was changed or signed by a stranger', async () => {
  const statements = createStatements(freshStatementKeys());
  const signed = await statements.sign(content, 'head');
  assert.deepEqual(await statements.read(signed, 'head'), content);
  const untyped = await statements.sign(content);
  const strange = await createStatements(freshStatementKeys()).sign(content, 'head');
  const changed = signed.replace(/\.(.)/, (_, first: string) => `.${first === 'e' ? 'f' : 'e'}`);
  for (const text of [untyped, strange, changed, '', 'a.b.c']) assert.equal(await statements.read(text, 'head'), undefined);
  assert.equal(await statements.read(signed, 'other'), undefined);
});

test('RFC 8037, appendix A: the key and the signature of its example', async () => {
  const d = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url').toString('hex');
  const { published } = createStatements({ keys: { 1: d }, current: '1' });
  assert.equal(published[0]?.x, '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo');
});

const openssl = spawnSync('openssl', ['version']).status === 0;
test('openssl verifies it', { skip: openssl ? false : 'openssl is not installed' }, async () => {
  const statements = createStatements(freshStatementKeys());
  const signed = await statements.sign(content);
  const [key] = statements.published;
  assert.ok(key);
  const folder = mkdtempSync(join(tmpdir(), 'statement-'));
  try {
    const put = (name: string, bytes: string | Buffer) => {
      writeFileSync(join(folder, name), bytes);
      return join(folder, name);
    };
    const { kty, crv, x } = key;
    const pem = createPublicKey({ key: { kty, crv, x }, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
    const at = signed.lastIndexOf('.');
    const verify = (text: string) =>
      spawnSync('openssl', [
        ...['pkeyutl', '-verify', '-rawin', '-pubin', '-inkey', put('key.pem', pem), '-in', put('text', text)],
        ...['-sigfile', put('signature', Buffer.from(signed.slice(at + 1), 'base64url'))],
      ]).status;
    assert.match(execFileSync('openssl', ['version'], { encoding: 'utf8' }), /^(OpenSSL|LibreSSL)/);
    assert.equal(verify(signed.slice(0, at)), 0);
    assert.notEqual(verify(`${signed.slice(0, at - 1)}A`), 0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('keys that are none are refused at start', () => {
  const hex = 'ab'.repeat(32);
  assert.throws(() => createStatements({ keys: { 1: 'abc' }, current: '1' }), /statement key 1 must be/);
  assert.throws(() => createStatements({ keys: { 1: hex }, current: '2' }), /statement key 2 is not in the ring/);
  assert.throws(() => createStatements({ keys: { a: hex }, current: 'a' }), /must be/);
});
