import { sign } from 'node:crypto';
import { SignPdf } from '@signpdf/signpdf';
import { Signer, SUBFILTER_ETSI_CADES_DETACHED } from '@signpdf/utils';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { checkSignature, type SignatureLevel } from './check-signature.ts';
import { encodeSignature, octets, oid, parseCertificate, plainBytes, sha256, signatureAlgorithm } from './cms.ts';
import { prepareToSign } from './prepare-to-sign.ts';
import { isValidAt, type SigningCertificate, SigningCertificateError } from './signing-certificate.ts';
import { readTimestampToken } from './timestamp-token.ts';

/** Asks a timestamp authority (RFC 3161) about a SHA-256 digest and answers the DER of its token; throws when it has none. */
export type TimestampFunction = (sha256: Buffer) => Promise<Buffer>;

export type SigningRequest = {
  certificate: SigningCertificate;
  /** The claimed time in the signature dictionary. */
  signedAt: Date;
  /** ASCII only: viewers disagree about other encodings here. */
  reason: string;
  /** With it the signature is B-T, and any failure of the authority is an error; without it, B-B. */
  timestamp?: TimestampFunction;
};

export type SignedPdf = { pdf: Buffer; level: SignatureLevel; signedAt: Date; timestampedAt?: Date };

/** Room for the signature with its chain and a timestamp, in bytes; a token with its chain takes 2 to 6 kB. */
const signatureLength = 16_384;

/**
 * Signs the whole document with PAdES (ETSI EN 319 142-1), as an incremental update that leaves the given bytes as they are.
 * The result is checked before it is answered. Throws when the certificate is not valid at `signedAt`, when the timestamp
 * authority fails or answers about something else, or when the check fails: a weaker signature is never answered instead.
 */
export async function signPdf(pdf: Buffer, { certificate, signedAt, reason, timestamp }: SigningRequest): Promise<SignedPdf> {
  const [signer] = certificate.chain;
  if (!signer || !isValidAt(signer, signedAt))
    throw new SigningCertificateError('the signing certificate is not valid at the time of signing');
  const prepared = prepareToSign({
    pdfBuffer: pdf,
    subFilter: SUBFILTER_ETSI_CADES_DETACHED,
    signatureLength,
    signingTime: signedAt,
    reason: asciiOnly(reason),
    name: 'Quxiang',
    location: 'CN',
    contactInfo: '',
  });
  const signed = await new SignPdf().sign(prepared, new PadesSigner(certificate, timestamp));
  const check = checkSignature(signed);
  const level: SignatureLevel = timestamp ? 'B-T' : 'B-B';
  if (!check?.intact || !check.coversWholeDocument || check.level !== level) throw new Error('the new signature does not verify');
  return { pdf: signed, level, signedAt, ...(check.timestamp && { timestampedAt: check.timestamp.at }) };
}

function asciiOnly(text: string): string {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new Error('the reason of a signature must be ASCII');
  return text;
}

class PadesSigner extends Signer {
  readonly #certificate: SigningCertificate;
  readonly #timestamp: TimestampFunction | undefined;

  constructor(certificate: SigningCertificate, timestamp: TimestampFunction | undefined) {
    super();
    this.#certificate = certificate;
    this.#timestamp = timestamp;
  }

  override async sign(content: Buffer): Promise<Buffer> {
    const { chain, key } = this.#certificate;
    const signedAttrs = signedAttributes(
      sha256(content),
      chain.map(certificate => sha256(certificate.raw)),
    );
    const signature = sign('sha256', Buffer.from(signedAttrs.encodedValue), key);
    const unsignedAttrs = this.#timestamp && (await timestampAttribute(this.#timestamp, signature));
    const certificates = chain.map(parseCertificate);
    return encodeSignature({ certificates, algorithm: signatureAlgorithm(key), signedAttrs, signature, unsignedAttrs });
  }
}

/**
 * No signing-time attribute: PAdES keeps the claimed time in the signature dictionary alone. The hashes of the whole chain are
 * signed, not the signer's alone, so that not a bit of the certificates can be changed either.
 */
function signedAttributes(digest: Buffer, certificateHashes: Buffer[]): pkijs.SignedAndUnsignedAttributes {
  const certificateIds = new asn1.Sequence({
    value: certificateHashes.map(hash => new asn1.Sequence({ value: [octets(hash)] })),
  });
  const attributes = [
    new pkijs.Attribute({ type: oid.contentType, values: [new asn1.ObjectIdentifier({ value: oid.data })] }),
    new pkijs.Attribute({ type: oid.messageDigest, values: [octets(digest)] }),
    new pkijs.Attribute({
      type: oid.signingCertificateV2,
      values: [new asn1.Sequence({ value: [certificateIds] })],
    }),
  ];
  // What is signed is the DER of a SET OF: its members in the order of their encodings.
  const sorted = attributes
    .map(attribute => ({ attribute, der: Buffer.from(attribute.toSchema().toBER()) }))
    .sort((a, b) => Buffer.compare(a.der, b.der));
  const set = new asn1.Set({ value: sorted.map(({ attribute }) => attribute.toSchema()) });
  return new pkijs.SignedAndUnsignedAttributes({
    type: 0,
    attributes: sorted.map(({ attribute }) => attribute),
    encodedValue: set.toBER(),
  });
}

async function timestampAttribute(timestamp: TimestampFunction, signature: Buffer) {
  const token = await timestamp(sha256(signature));
  const isAboutSignature = readTimestampToken(token, name => (name === 'sha256' ? sha256(signature) : Buffer.alloc(0)));
  if (!isAboutSignature) throw new Error('the timestamp authority answered a token that does not fit the signature');
  const value = asn1.fromBER(plainBytes(token)).result;
  return new pkijs.SignedAndUnsignedAttributes({
    type: 1,
    attributes: [new pkijs.Attribute({ type: oid.timestampToken, values: [value] })],
  });
}
