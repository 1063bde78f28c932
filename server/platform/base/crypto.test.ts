import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createVault, freshKeyRing } from './crypto.ts';

const ring = freshKeyRing();
const vault = createVault(ring);
const texts = ['', '350203200411020011', '欧阳𬭎·买买提', '㛃䶮', 'x'.repeat(100_000)];

test('what was sealed is opened again, whatever it was', () => {
  for (const text of texts) assert.equal(vault.open(vault.seal(text)), text);
  const value = { name: '龚𬭎', list: [1, null, true], empty: {} };
  assert.deepEqual(vault.openJson(vault.sealJson(value)), value);
});

test('the same text looks different each time; no nonce comes twice', () => {
  const nonces = new Set<string>();
  for (let at = 0; at < 2_000; at++) nonces.add(vault.seal('x').subarray(2, 14).toString('hex'));
  assert.equal(nonces.size, 2_000);
});

// OWASP ASVS 5.0, 11.3.2 and 11.3.4: authenticated encryption.
test('every flipped bit, every cut and every swapped part is found', () => {
  const sealed = vault.seal('350203200411020011');
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const forged = Buffer.from(sealed);
    forged[bit >> 3] = (forged[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    assert.throws(() => vault.open(forged), `bit ${bit}`);
  }
  for (let length = 0; length < sealed.length; length++)
    assert.throws(() => vault.open(sealed.subarray(0, length)), `${length} bytes`);
  assert.throws(() => vault.open(Buffer.concat([sealed, Buffer.from([0])])));
  const other = vault.seal('350203200411020012');
  assert.throws(() => vault.open(Buffer.concat([sealed.subarray(0, 14), other.subarray(14)])));
  assert.throws(() => vault.open(Buffer.concat([sealed.subarray(0, 30), other.subarray(30)])));
});

test('sealed bytes are opened wherever they lie in memory', () => {
  const sealed = vault.seal('㛃䶮');
  const wide = new Uint8Array(sealed.length + 7);
  wide.set(sealed, 5);
  assert.equal(vault.open(wide.subarray(5, 5 + sealed.length)), '㛃䶮');
});

test('after a rotation the old key still opens, the new one seals, and look-ups stay the same', () => {
  const next = freshKeyRing().keys[1] ?? '';
  const rotated = createVault({ keys: { ...ring.keys, 2: next }, current: '2', hashKey: ring.hashKey });
  const old = vault.seal('阿依古丽');
  assert.equal(rotated.open(old), '阿依古丽');
  const fresh = rotated.seal('阿依古丽');
  assert.equal(fresh[1], 2);
  assert.equal(rotated.open(fresh), '阿依古丽');
  assert.throws(() => vault.open(fresh), /sealed with key 2, which is not in the ring/);
  const dropped = createVault({ keys: { 2: next }, current: '2', hashKey: ring.hashKey });
  assert.throws(() => dropped.open(old), /sealed with key 1, which is not in the ring/);
  assert.deepEqual(rotated.keyedHash('13900990001'), vault.keyedHash('13900990001'));
});

test('what another key sealed under the same id is not opened', () => {
  assert.throws(() => createVault(freshKeyRing()).open(vault.seal('x')));
});

test('a keyed hash is 32 bytes, the same for the same text, another under another key, and no plain hash', () => {
  const hash = vault.keyedHash('350203200411020011');
  assert.equal(hash.length, 32);
  assert.deepEqual(vault.keyedHash('350203200411020011'), hash);
  assert.deepEqual(createVault(ring).keyedHash('350203200411020011'), hash);
  assert.notDeepEqual(vault.keyedHash('350203200411020012'), hash);
  assert.notDeepEqual(createVault({ ...ring, hashKey: freshKeyRing().hashKey }).keyedHash('350203200411020011'), hash);
});

test('a bad key ring stops the start, without showing the key', () => {
  const bad = [
    { ...ring, current: '2' },
    { ...ring, keys: { 1: 'abc' } },
    { ...ring, keys: { 1: `${'0'.repeat(63)}g` } },
    { ...ring, keys: { 0: ring.keys[1] ?? '' }, current: '0' },
    { ...ring, keys: { 256: ring.keys[1] ?? '' }, current: '256' },
    { ...ring, hashKey: 'short' },
  ];
  for (const keys of bad)
    assert.throws(
      () => createVault(keys),
      (error: Error) => /ring|32 bytes/.test(error.message) && !error.message.includes(ring.keys[1] ?? ' '),
    );
});

test('fresh rings differ', () => {
  assert.notDeepEqual(freshKeyRing(), freshKeyRing());
});
