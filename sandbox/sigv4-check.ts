import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Call } from './http.ts';

const window = 15 * 60_000;
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();

/** Each byte but the unreserved ones as %XX, as AWS wants it: `encodeURIComponent` leaves five more alone. */
const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);

/**
 * Checks an AWS Signature Version 4 as S3 does: key, time, signed headers, signature; the hash of the body is signed and left to the caller
 * to compare. Answers S3's error code, or the hash that was signed.
 */
export function createSigv4Check(options: { accessKeyId: string; secretAccessKey: string; region: string; now: () => number }) {
  const { accessKeyId, secretAccessKey, region, now } = options;

  return ({ method, path, query, headers }: Call): { code: string } | { bodySha256: string } => {
    const header = (name: string) => String(headers[name] ?? '');
    const parts =
      /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
        header('authorization'),
      );
    if (!parts) return { code: 'AccessDenied' };
    const [, key = '', day = '', where = '', signed = '', signature = ''] = parts;
    if (key !== accessKeyId) return { code: 'InvalidAccessKeyId' };
    const stamp = header('x-amz-date');
    const iso = stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z');
    if (!(Math.abs(now() - Date.parse(iso)) <= window)) return { code: 'RequestTimeTooSkewed' };
    if (where !== region) return { code: 'AuthorizationHeaderMalformed' };
    const names = signed.split(';');
    const mustBeSigned = Object.keys(headers).filter(name => name === 'host' || name.startsWith('x-amz-'));
    const bodySha256 = header('x-amz-content-sha256');
    const canonicalRequest = [
      method,
      path,
      [...query]
        .map(([name, value]) => `${encode(name)}=${encode(value)}`)
        .sort()
        .join('&'),
      names.map(name => `${name}:${header(name).trim()}\n`).join(''),
      signed,
      bodySha256,
    ].join('\n');
    const scope = `${day}/${where}/s3/aws4_request`;
    const toSign = `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${createHash('sha256').update(canonicalRequest).digest('hex')}`;
    const signingKey = hmac(hmac(hmac(hmac(`AWS4${secretAccessKey}`, day), where), 's3'), 'aws4_request');
    const isRight = timingSafeEqual(hmac(signingKey, toSign), Buffer.from(signature, 'hex'));
    if (!isRight || mustBeSigned.some(name => !names.includes(name)) || !stamp.startsWith(day))
      return { code: 'SignatureDoesNotMatch' };
    return { bodySha256 };
  };
}
