import assert from 'node:assert/strict';
import { generateKeyPairSync, sign } from 'node:crypto';
import { afterEach, test } from 'node:test';
import { verifyStatement } from './verify-statement.ts';

const statement = { n: 'D20270615-7K3M9Q2A', p: '阿依古丽·买买提', s: '东海大学', d: '10.01', r: '厦门市人才服务中心' };
const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const { x = '' } = publicKey.export({ format: 'jwk' });
const keys = [
  { kid: '1', x: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA' },
  { kid: '2', x },
];
const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
function signed(content: unknown, header: object = { alg: 'EdDSA', kid: '2' }): string {
  const text = `${part(header)}.${part(content)}`;
  return `${text}.${sign(null, Buffer.from(text), privateKey).toString('base64url')}`;
}
const { subtle } = crypto;
const without = () =>
  Object.defineProperty(crypto, 'subtle', {
    configurable: true,
    value: new Proxy(subtle, {
      get: (target, name) =>
        name === 'importKey'
          ? () => Promise.reject(new DOMException('Ed25519', 'NotSupportedError'))
          : Reflect.get(target, name).bind(target),
    }),
  });
afterEach(() => Object.defineProperty(crypto, 'subtle', { configurable: true, value: subtle }));

for (const [browser, prepare] of [
  ['with Ed25519', () => undefined],
  ['without Ed25519', without],
] as const)
  test(`a browser ${browser} knows ours from others`, async () => {
    prepare();
    assert.deepEqual(await verifyStatement(signed(statement), keys), { is: 'verified', statement });
    const [head = '', , signature = ''] = signed(statement).split('.');
    const forged = { is: 'forged' };
    assert.deepEqual(await verifyStatement([head, part({ ...statement, p: '别人' }), signature].join('.'), keys), forged);
    assert.deepEqual(await verifyStatement(signed(statement, { alg: 'EdDSA', kid: '1' }), keys), forged);
    assert.deepEqual(await verifyStatement(signed(statement, { alg: 'none', kid: '2' }), keys), forged);
    assert.deepEqual(await verifyStatement(signed(statement, { alg: 'EdDSA', kid: '3' }), keys), { is: 'unknown-key' });
    assert.deepEqual(await verifyStatement(signed({ n: 1 }), keys), forged);
    for (const text of ['', 'a.b.c', '..', 'x', `${head}.${signature}.${signature}`])
      assert.deepEqual(await verifyStatement(text, keys), forged, text);
  });
