/** Whether a form's statement is signed by us: in the browser, by the published keys, without a network. */
import type { FormStatement } from '#domain/verification/statement.ts';

export type StatementCheck =
  | { readonly is: 'verified'; readonly statement: FormStatement }
  /** Not signed by the key that it names, or no statement at all. */
  | { readonly is: 'forged' }
  /** The key is not among those that are known: it may be newer than what this browser has kept. */
  | { readonly is: 'unknown-key' };

export interface PublishedKey {
  readonly kid: string;
  readonly x: string;
}

function bytesOf(base64url: string): Uint8Array<ArrayBuffer> {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, character => character.charCodeAt(0));
}
const jsonOf = (base64url: string): unknown => JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytesOf(base64url)));

const isText = (value: unknown): value is string => typeof value === 'string';
function isStatement(value: unknown): value is FormStatement {
  if (typeof value !== 'object' || value === null) return false;
  const { n, p, s, d, r }: { n?: unknown; p?: unknown; s?: unknown; d?: unknown; r?: unknown } = value;
  return [n, p, s, d].every(isText) && (r === undefined || isText(r));
}

/** WebCrypto has Ed25519 since Chrome 137, Safari 17, Firefox 129; older ones load a small library. */
async function isSigned(x: string, signature: Uint8Array<ArrayBuffer>, text: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const jwk = { kty: 'OKP', crv: 'Ed25519', x };
    const key = await crypto.subtle.importKey('jwk', jwk, { name: 'Ed25519' }, false, ['verify']);
    return await crypto.subtle.verify({ name: 'Ed25519' }, key, signature, text);
  } catch {
    const { verifyAsync } = await import('@noble/ed25519');
    return verifyAsync(signature, text, bytesOf(x), { zip215: false }).catch(() => false);
  }
}

export async function verifyStatement(jws: string, keys: readonly PublishedKey[]): Promise<StatementCheck> {
  const [head = '', body = '', signature = ''] = jws.split('.');
  try {
    const header = jsonOf(head);
    if (typeof header !== 'object' || header === null || !('alg' in header) || header.alg !== 'EdDSA' || !('kid' in header))
      return { is: 'forged' };
    const key = keys.find(({ kid }) => kid === header.kid);
    if (!key) return { is: 'unknown-key' };
    if (!(await isSigned(key.x, bytesOf(signature), new TextEncoder().encode(`${head}.${body}`)))) return { is: 'forged' };
    const statement = jsonOf(body);
    return isStatement(statement) ? { is: 'verified', statement } : { is: 'forged' };
  } catch {
    // No base64, no JSON: not written by us.
    return { is: 'forged' };
  }
}
