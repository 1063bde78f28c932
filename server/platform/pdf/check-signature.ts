import { createHash } from 'node:crypto';
import * as asn1 from 'asn1js';
import {
  attributeValue,
  encodeSignature,
  oid,
  parseSignedData,
  sha256,
  signatureAlgorithm,
  type VerifiedSigner,
  verifySigner,
} from './cms.ts';
import { commonName, readTimestampToken, type Timestamp } from './timestamp-token.ts';

/** PAdES baseline levels: B-T carries a timestamp of an authority, B-B only the time that the signer claims. */
export type SignatureLevel = 'B-B' | 'B-T';

export type SignatureCheck = {
  level: SignatureLevel;
  /** Undefined when the signature cannot be read at all. Compare the fingerprint to know whether it is ours. */
  signer: { name: string; issuer: string; certificateSha256: string } | undefined;
  /** Digest, signature, certificate chain and timestamp imprint all hold. */
  intact: boolean;
  /** No byte is outside of what was signed: before, in the gap of the signature itself, or after. */
  coversWholeDocument: boolean;
  timestamp?: Timestamp;
};

/**
 * Checks the last signature of a PDF, made by `signPdf`, against the document's bytes. Answers undefined for a document without
 * a signature. It proves that nothing changed since; whether the signer is to be trusted the caller decides by the fingerprint.
 */
export function checkSignature(pdf: Buffer): SignatureCheck | undefined {
  const place = findSignature(pdf);
  if (!place) return undefined;
  const { coversWholeDocument } = place;
  const broken = { level: 'B-B', signer: undefined, intact: false, coversWholeDocument } as const;
  try {
    return { ...(readSignature(pdf, place) ?? broken), coversWholeDocument };
  } catch {
    // The parsers throw on what is no ASN.1, no certificate or no key; that is one more way not to be intact.
    return broken;
  }
}

function readSignature(
  pdf: Buffer,
  { start, end, after }: SignaturePlace,
): Omit<SignatureCheck, 'coversWholeDocument'> | undefined {
  const cms = readHexString(pdf.subarray(start, end));
  const signed = cms && parseSignedData(cms);
  const verified = signed && verifySigner(signed, Buffer.concat([pdf.subarray(0, start), pdf.subarray(end, after)]));
  if (!verified || !isCanonical(cms, verified)) return undefined;

  const { certificate } = verified;
  const signer = {
    name: commonName(certificate.subject),
    issuer: commonName(certificate.issuer),
    certificateSha256: sha256(certificate.raw).toString('hex'),
  };
  const timestamp = readTimestamp(verified);
  if (timestamp === 'broken') return { level: 'B-B', signer, intact: false };
  return { level: timestamp ? 'B-T' : 'B-B', signer, intact: true, ...(timestamp && { timestamp }) };
}

type SignaturePlace = { start: number; end: number; after: number; coversWholeDocument: boolean };

/** The position of the signature's hexadecimal string (with its brackets), and where the signed bytes after it end. */
function findSignature(pdf: Buffer): SignaturePlace | undefined {
  const at = pdf.lastIndexOf('/ByteRange');
  if (at < 0) return undefined;
  const numbers = /^\/ByteRange \[(\d+) (\d+) (\d+) (\d+)\]/
    .exec(pdf.toString('latin1', at, at + 80))
    ?.slice(1)
    .map(Number);
  const [first, start, end, length] = numbers ?? [];
  if (first === undefined || start === undefined || end === undefined || length === undefined) return undefined;
  const after = end + length;
  const isGapTheSignature =
    pdf.toString('latin1', start - 10, start) === '/Contents ' && pdf[start] === 0x3c && pdf[end - 1] === 0x3e;
  return { start, end, after, coversWholeDocument: first === 0 && after === pdf.length && start < end && isGapTheSignature };
}

/**
 * The structure in `<3082…0000>`, without the zeros that fill it up. The string itself is outside of what is signed, so it must
 * be exactly as a signer writes it: lower case, nothing but zeros behind.
 */
function readHexString(text: Buffer): Buffer | undefined {
  const bytes = Buffer.from(text.toString('latin1', 1, text.length - 1), 'hex');
  if (`<${bytes.toString('hex')}>` !== text.toString('latin1')) return undefined;
  const { offset } = asn1.fromBER(Uint8Array.from(bytes).buffer);
  if (offset < 1 || bytes.subarray(offset).some(byte => byte !== 0)) return undefined;
  return bytes.subarray(0, offset);
}

/**
 * Not all of the structure is under the signature (versions, names of algorithms). Built again from the parts that were
 * verified, it must be the same to the bit, and every certificate be one whose hash was signed.
 */
function isCanonical(cms: Buffer, { certificate, certificates, isBound, signature, info }: VerifiedSigner): boolean {
  const { signedAttrs, unsignedAttrs } = info;
  if (!signedAttrs || !certificates.every(isBound)) return false;
  const algorithm = signatureAlgorithm(certificate.publicKey);
  return encodeSignature({ certificates, algorithm, signedAttrs, signature, unsignedAttrs }).equals(cms);
}

function readTimestamp({ info, signature }: VerifiedSigner): Timestamp | 'broken' | undefined {
  if (!info.unsignedAttrs) return undefined;
  const token = attributeValue(info.unsignedAttrs, oid.timestampToken);
  if (!(token instanceof asn1.Sequence)) return 'broken';
  return (
    readTimestampToken(Buffer.from(token.valueBeforeDecodeView), name => createHash(name).update(signature).digest()) ?? 'broken'
  );
}
