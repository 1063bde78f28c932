/** Short statements that anybody can verify without us: compact JWS (RFC 7515), EdDSA over Ed25519 (RFC 8037), keys by number. */
import { createPrivateKey, createPublicKey, type KeyObject, randomBytes } from 'node:crypto';
import { CompactSign, compactVerify, createLocalJWKSet, errors } from 'jose';

export interface StatementKeys {
  /** By number: 32 bytes in hex each, the private half. A key stays as long as paper that it signed is shown. */
  readonly keys: Readonly<Record<string, string>>;
  /** The number of the key that signs now. */
  readonly current: string;
}

/** A public key as JSON (RFC 7517). */
export interface StatementKey {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly kid: string;
  readonly x: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

export interface Statements {
  /** The same content gives the same text as long as the key is the same: Ed25519 draws nothing at random. */
  sign(content: object, type?: string): Promise<string>;
  /** What was signed; undefined unless one of our keys has signed it and it says to be of this type (RFC 8725 §3.11). */
  read(signed: string, type: string): Promise<unknown>;
  /** Every key that paper may carry, for `/.well-known/jwks.json`. */
  readonly published: readonly StatementKey[];
}

/** PKCS #8 of an Ed25519 key before its 32 bytes (RFC 8410 §7). */
const pkcs8Head = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKeyOf(number: string, hex: string): KeyObject {
  if (!/^\d{1,3}$/.test(number) || !/^[0-9a-f]{64}$/i.test(hex))
    throw new Error(`statement key ${number} must be 32 bytes in hex`);
  return createPrivateKey({ key: Buffer.concat([pkcs8Head, Buffer.from(hex, 'hex')]), format: 'der', type: 'pkcs8' });
}

/** Throws on a key that is not 32 bytes of hex, and on a current key that is not among the others. */
export function createStatements({ keys, current }: StatementKeys): Statements {
  const ring = new Map(Object.entries(keys).map(([number, hex]) => [number, privateKeyOf(number, hex)]));
  const signing = ring.get(current);
  if (!signing) throw new Error(`statement key ${current} is not in the ring`);
  const published = [...ring].map(([kid, key]): StatementKey => {
    const { x = '' } = createPublicKey(key).export({ format: 'jwk' });
    return { kty: 'OKP', crv: 'Ed25519', kid, x, alg: 'EdDSA', use: 'sig' };
  });
  const known = createLocalJWKSet({ keys: [...published] });
  return {
    published,
    sign: (content, typ) =>
      new CompactSign(Buffer.from(JSON.stringify(content)))
        .setProtectedHeader({ alg: 'EdDSA', kid: current, ...(typ === undefined ? {} : { typ }) })
        .sign(signing),
    read: async (signed, type) => {
      try {
        const { payload, protectedHeader } = await compactVerify(signed, known, { algorithms: ['EdDSA'] });
        return protectedHeader.typ === type ? JSON.parse(Buffer.from(payload).toString('utf8')) : undefined;
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof SyntaxError) return undefined;
        throw error;
      }
    },
  };
}

/** Keys for a machine that has none yet. */
export const freshStatementKeys = (): StatementKeys => ({ keys: { 1: randomBytes(32).toString('hex') }, current: '1' });
