import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from './http.ts';

const window = 15 * 60_000;

export type SignatureProblem = { status: number; code: string };

/** Checks Alibaba Cloud's V3 signature (ACS3-HMAC-SHA256) as its gateway does: key, hash of the body, time, nonce, signature. */
export function createAcs3Check(options: { accessKeyId: string; accessKeySecret: string; now: () => number }) {
  const nonces = new Map<string, number>();

  return (call: Call): SignatureProblem | undefined => {
    const header = (name: string) => String(call.headers[name] ?? '');
    const parts = /^ACS3-HMAC-SHA256 Credential=([^,]+),\s*SignedHeaders=([^,]+),\s*Signature=([0-9a-f]{64})$/.exec(
      header('authorization'),
    );
    if (!parts) return { status: 400, code: 'IncompleteSignature' };
    const [, accessKeyId = '', signedHeaders = '', signature = ''] = parts;
    if (accessKeyId !== options.accessKeyId) return { status: 404, code: 'InvalidAccessKeyId.NotFound' };

    const date = Date.parse(header('x-acs-date'));
    if (!(Math.abs(options.now() - date) <= window)) return { status: 400, code: 'InvalidTimeStamp.Expired' };
    const bodyHash = createHash('sha256').update(call.body).digest('hex');
    const names = signedHeaders.split(';');
    const mustBeSigned = Object.keys(call.headers).filter(name => name === 'host' || name.startsWith('x-acs-'));
    if (header('x-acs-content-sha256') !== bodyHash || mustBeSigned.some(name => !names.includes(name))) {
      return { status: 400, code: 'SignatureDoesNotMatch' };
    }

    // The query as it was sent is already encoded by RFC 3986; only its order is ours to restore.
    const rawQuery = call.req.url?.split('?')[1] ?? '';
    const canonicalRequest = [
      call.method,
      call.path,
      rawQuery.split('&').filter(Boolean).sort().join('&'),
      names.map(name => `${name}:${header(name).trim()}\n`).join(''),
      signedHeaders,
      bodyHash,
    ].join('\n');
    const toSign = `ACS3-HMAC-SHA256\n${createHash('sha256').update(canonicalRequest).digest('hex')}`;
    const expected = createHmac('sha256', options.accessKeySecret).update(toSign).digest();
    if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return { status: 400, code: 'SignatureDoesNotMatch' };

    for (const [nonce, until] of nonces) if (until < options.now()) nonces.delete(nonce);
    const nonce = header('x-acs-signature-nonce');
    if (!nonce || nonces.has(nonce)) return { status: 400, code: 'SignatureNonceUsed' };
    nonces.set(nonce, options.now() + window);
    return undefined;
  };
}
