import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/** Personal data at rest: AES-256-GCM with the key's id beside the text, and keyed hashes (HMAC-SHA256) for exact look-up. */
export interface Vault {
  seal(content: string | Uint8Array): Buffer;
  /** Throws when the bytes were changed or their key is not in the ring. */
  open(sealed: Uint8Array): string;
  /** The same for what is no text. */
  openBytes(sealed: Uint8Array): Buffer;
  sealJson(value: unknown): Buffer;
  openJson(sealed: Uint8Array): unknown;
  /** The same text gives the same 32 bytes, in every process and after a rotation of the encryption key. */
  keyedHash(text: string): Buffer;
}

export interface KeyRing {
  /** By id (1–255): 32 bytes in hex each. */
  readonly keys: Readonly<Record<string, string>>;
  /** The id of the key that new data are sealed with. */
  readonly current: string;
  /** 32 bytes in hex; never rotated, since look-ups depend on it. */
  readonly hashKey: string;
}

const version = 1;
const nonceLength = 12;
const tagLength = 16;
const headLength = 2;

/** Throws on a key that is not 32 bytes of hex, and on a current key that the ring lacks. */
export function createVault({ keys, current, hashKey }: KeyRing): Vault {
  const ring = new Map(Object.entries(keys).map(([id, hex]) => [Number(id), keyOf(hex, `key ${id}`)]));
  const currentId = Number(current);
  const currentKey = ring.get(currentId);
  if (!currentKey || currentId < 1 || currentId > 255) throw new Error(`encryption key ${current} is not in the ring`);
  const secret = createSecretKey(Buffer.from(hkdfSync('sha256', keyOf(hashKey, 'hash key'), '', 'look-up', 32)));
  const nextNonce = nonces();
  const head = Buffer.from([version, currentId]);

  const seal = (content: string | Uint8Array): Buffer => {
    const nonce = nextNonce();
    const cipher = createCipheriv('aes-256-gcm', currentKey, nonce).setAAD(head);
    const begun = typeof content === 'string' ? cipher.update(content, 'utf8') : cipher.update(content);
    const body = [begun, cipher.final()];
    return Buffer.concat([head, nonce, cipher.getAuthTag(), ...body]);
  };
  const openBytes = (sealed: Uint8Array): Buffer => {
    const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
    const key = ring.get(bytes[1] ?? 0);
    if (bytes[0] !== version || !key) throw new Error(`sealed with key ${bytes[1]}, which is not in the ring`);
    const nonce = bytes.subarray(headLength, headLength + nonceLength);
    const tag = bytes.subarray(headLength + nonceLength, headLength + nonceLength + tagLength);
    const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagLength })
      .setAAD(bytes.subarray(0, headLength))
      .setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(headLength + nonceLength + tagLength)), decipher.final()]);
  };
  const open = (sealed: Uint8Array): string => openBytes(sealed).toString('utf8');
  return {
    seal,
    open,
    openBytes,
    sealJson: value => seal(JSON.stringify(value)),
    openJson: sealed => JSON.parse(open(sealed)),
    keyedHash: text => createHmac('sha256', secret).update(text, 'utf8').digest(),
  };
}

/** As a key object: with the plain bytes Node imports the key anew for every call, three times the time of the work itself. */
function keyOf(hex: string, what: string): KeyObject {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new Error(`${what} must be 32 bytes in hex`);
  return createSecretKey(Buffer.from(hex, 'hex'));
}

/** Random nonces, each given out once, drawn 500 at a time: a draw costs half as much as sealing does. */
function nonces(): () => Buffer {
  let drawn = Buffer.alloc(0);
  let at = 0;
  return () => {
    if (at >= drawn.length) {
      drawn = randomBytes(nonceLength * 500);
      at = 0;
    }
    at += nonceLength;
    return drawn.subarray(at - nonceLength, at);
  };
}

/** A key ring for a machine that has none yet. */
export function freshKeyRing(): KeyRing {
  return { keys: { 1: randomBytes(32).toString('hex') }, current: '1', hashKey: randomBytes(32).toString('hex') };
}
