import { randomBytes, timingSafeEqual, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { callOutside, OutsideError, type OutsideOptions } from './call-outside.ts';
import { hasValidSignature } from './timestamp-signature.ts';

/** The DER TimeStampToken (RFC 3161) over a SHA-256 hash of 32 bytes. Throws TimestampError, and never answers a token that it did not check. */
export type TimestampAuthority = (sha256: Buffer) => Promise<Buffer>;

export class TimestampError extends Error {
  /** unavailable: no answer, try later; refused: the authority said no; invalid: its answer does not prove what was asked. */
  readonly failure: 'unavailable' | 'refused' | 'invalid';
  constructor(failure: 'unavailable' | 'refused' | 'invalid', detail: string) {
    super(`timestamp ${failure}: ${detail}`);
    this.name = 'TimestampError';
    this.failure = failure;
  }
}

export type TimestampOptions = OutsideOptions & {
  /** PEM certificates of the authorities that may have issued the TSA's certificate. Without them TLS alone tells who answered. */
  trusted?: readonly string[];
};

const sha256Oid = '2.16.840.1.101.3.4.2.1';
const tstInfoType = '1.2.840.113549.1.9.16.1.4';

export function createTimestampAuthority(url: string, options: TimestampOptions = {}): TimestampAuthority {
  const trusted = (options.trusted ?? []).map(pem => new X509Certificate(pem));

  return async sha256 => {
    if (sha256.length !== 32) throw new RangeError('a SHA-256 hash has 32 bytes');
    const nonce = randomBytes(8);
    // A DER INTEGER that is positive and minimal whatever the rest of it.
    nonce[0] = ((nonce[0] ?? 0) & 0x3f) | 0x40;
    const answer = await callOutside(
      url,
      {
        method: 'POST',
        headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
        body: requestFor(sha256, nonce),
      },
      options,
    ).catch(error => {
      throw error instanceof OutsideError ? new TimestampError('unavailable', error.kind) : error;
    });
    if (answer.status !== 200)
      throw new TimestampError(answer.status >= 500 ? 'unavailable' : 'refused', `HTTP ${answer.status}`);
    if (!answer.contentType.startsWith('application/timestamp-reply')) throw new TimestampError('invalid', 'content type');
    return checkedToken(answer.body, sha256, nonce, trusted);
  };
}

function requestFor(sha256: Buffer, nonce: Buffer): Uint8Array<ArrayBuffer> {
  const request = new pkijs.TimeStampReq({
    version: 1,
    messageImprint: new pkijs.MessageImprint({
      hashAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: sha256Oid, algorithmParams: new asn1.Null() }),
      hashedMessage: new asn1.OctetString({ valueHex: new Uint8Array(sha256).buffer }),
    }),
    nonce: new asn1.Integer({ valueHex: new Uint8Array(nonce).buffer }),
    certReq: true,
  });
  return new Uint8Array(request.toSchema().toBER());
}

function checkedToken(reply: Buffer, sha256: Buffer, nonce: Buffer, trusted: X509Certificate[]): Buffer {
  let response: pkijs.TimeStampResp;
  try {
    response = new pkijs.TimeStampResp({ schema: parse(reply) });
  } catch {
    throw new TimestampError('invalid', 'not a TimeStampResp');
  }
  const status: number = response.status.status;
  // 0 granted, 1 granted with modifications.
  if (status !== 0 && status !== 1) throw new TimestampError('refused', `status ${status}`);
  if (!response.timeStampToken) throw new TimestampError('invalid', 'no token');
  const info = checkedInfo(response.timeStampToken, sha256, trusted);
  if (!info.nonce || !isSame(info.nonce.valueBlock.valueHexView, nonce)) throw new TimestampError('invalid', 'nonce');
  return Buffer.from(response.timeStampToken.toSchema().toBER());
}

/** When the authority saw this hash, as a token of long ago says. Throws TimestampError when the token does not prove it. */
export function readTimestamp(token: Buffer, sha256: Buffer, { trusted = [] }: Pick<TimestampOptions, 'trusted'> = {}): Date {
  let read: pkijs.ContentInfo;
  try {
    read = new pkijs.ContentInfo({ schema: parse(token) });
  } catch {
    throw new TimestampError('invalid', 'not a TimeStampToken');
  }
  return checkedInfo(
    read,
    sha256,
    trusted.map(pem => new X509Certificate(pem)),
  ).genTime;
}

function checkedInfo(token: pkijs.ContentInfo, sha256: Buffer, trusted: X509Certificate[]): pkijs.TSTInfo {
  let signed: pkijs.SignedData;
  let content: Buffer;
  let info: pkijs.TSTInfo;
  try {
    signed = new pkijs.SignedData({ schema: token.content });
    content = Buffer.from(signed.encapContentInfo.eContent?.getValue() ?? new ArrayBuffer(0));
    info = new pkijs.TSTInfo({ schema: parse(content) });
  } catch {
    throw new TimestampError('invalid', 'not a TimeStampToken');
  }
  const imprint = info.messageImprint;
  if (signed.encapContentInfo.eContentType !== tstInfoType) throw new TimestampError('invalid', 'content type of the token');
  if (imprint.hashAlgorithm.algorithmId !== sha256Oid || !isSame(imprint.hashedMessage.getValue(), sha256))
    throw new TimestampError('invalid', 'message imprint');
  if (!hasValidSignature(signed, content, trusted)) throw new TimestampError('invalid', 'signature');
  return info;
}

function isSame(a: ArrayBuffer | Uint8Array, b: Buffer): boolean {
  const given = a instanceof Uint8Array ? Buffer.from(a) : Buffer.from(new Uint8Array(a));
  return given.length === b.length && timingSafeEqual(given, b);
}

function parse(der: Buffer): asn1.AsnType {
  const copy = new Uint8Array(der);
  const { offset, result } = asn1.fromBER(copy.buffer);
  if (offset !== copy.length) throw new Error('not DER');
  return result;
}
