import { createHash, createHmac } from 'node:crypto';

const algorithm = 'ACS3-HMAC-SHA256';

export type Acs3Request = {
  method: string;
  host: string;
  path: string;
  query: Readonly<Record<string, string>>;
  action: string;
  version: string;
  /** ISO 8601, UTC, whole seconds: 2023-10-26T10:22:32Z. The gateway refuses what is 15 minutes off. */
  date: string;
  nonce: string;
  body?: string;
  contentType?: string;
};

/** RFC 3986: what encodeURIComponent leaves open is encoded too. */
export function percentEncode(value: string): string {
  return encodeURIComponent(value).replace(/[!'()*]/g, character => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

export function canonicalQuery(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map(key => `${percentEncode(key)}=${percentEncode(query[key] ?? '')}`)
    .join('&');
}

/** The headers of a request to Alibaba Cloud's OpenAPI, signed (V3, ACS3-HMAC-SHA256). `host` is set by fetch itself, and signed. */
export function signAcs3(request: Acs3Request, accessKeyId: string, accessKeySecret: string): Record<string, string> {
  const contentHash = sha256Hex(request.body ?? '');
  const headers: Record<string, string> = {
    ...(request.contentType && { 'content-type': request.contentType }),
    host: request.host,
    'x-acs-action': request.action,
    'x-acs-content-sha256': contentHash,
    'x-acs-date': request.date,
    'x-acs-signature-nonce': request.nonce,
    'x-acs-version': request.version,
  };
  const names = Object.keys(headers).sort();
  const canonicalHeaders = names.map(name => `${name}:${headers[name]?.trim()}\n`).join('');
  const signedHeaders = names.join(';');
  const canonicalRequest = [
    request.method,
    request.path,
    canonicalQuery(request.query),
    canonicalHeaders,
    signedHeaders,
    contentHash,
  ].join('\n');
  const signature = createHmac('sha256', accessKeySecret)
    .update(`${algorithm}\n${sha256Hex(canonicalRequest)}`)
    .digest('hex');
  const { host: _host, ...sent } = headers;
  return {
    ...sent,
    authorization: `${algorithm} Credential=${accessKeyId},SignedHeaders=${signedHeaders},Signature=${signature}`,
  };
}

function sha256Hex(value: string): string {
  return createHash('sha256').update(value).digest('hex');
}
