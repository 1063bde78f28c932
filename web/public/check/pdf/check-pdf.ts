/** The signature of a PDF, checked in the browser: nothing of the file leaves it. Structures by pkijs, cryptography by the browser. */
import { fromBER, OctetString, Sequence } from 'asn1js';
import { Certificate, ContentInfo, IssuerAndSerialNumber, SignedData, type SignerInfo, TSTInfo } from 'pkijs';
import { signedRange } from './signed-range.ts';

export interface PdfCheck {
  /** Hex, of the whole file: all that the server is asked by. */
  readonly sha256: string;
  readonly signature: SignatureFound | 'none' | 'broken';
}
export interface SignatureFound {
  readonly signer: string;
  readonly issuer: string;
  /** Digest and signature hold. */
  readonly isIntact: boolean;
  /** It covers every byte of the file. */
  readonly isWhole: boolean;
  readonly timestamp: Timestamp | undefined;
}
interface Timestamp {
  /** ISO 8601. */
  readonly at: string;
  readonly authority: string;
}

const commonNameId = '2.5.4.3';
const signingCertificateId = '1.2.840.113549.1.9.16.2.47';
const timestampTokenId = '1.2.840.113549.1.9.16.2.14';

const nameOf = (certificate: Certificate, side: 'subject' | 'issuer'): string => {
  const value: unknown = certificate[side].typesAndValues.find(({ type }) => type === commonNameId)?.value.valueBlock;
  return typeof value === 'object' && value !== null && 'value' in value ? String(value.value) : '';
};

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, '0')).join('');
const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<string> => hexOf(await crypto.subtle.digest('SHA-256', bytes));

function signedDataOf(der: Uint8Array<ArrayBuffer>): SignedData {
  const { offset, result } = fromBER(der.slice().buffer);
  if (offset === -1) throw new Error('no ASN.1');
  return new SignedData({ schema: new ContentInfo({ schema: result }).content });
}

interface Signer {
  readonly info: SignerInfo;
  readonly certificate: Certificate;
}
function signerOf(signed: SignedData): Signer | undefined {
  const [info, ...others] = signed.signerInfos;
  if (!info || others.length > 0) return undefined;
  const { sid } = info;
  if (!(sid instanceof IssuerAndSerialNumber)) return undefined;
  const certificate = (signed.certificates ?? []).find(
    (one): one is Certificate =>
      one instanceof Certificate && one.serialNumber.isEqual(sid.serialNumber) && one.issuer.isEqual(sid.issuer),
  );
  return certificate && { info, certificate };
}

const membersOf = (value: unknown): readonly unknown[] => (value instanceof Sequence ? value.valueBlock.value : []);

/** The signed attributes hold the certificates' hashes (RFC 5035): the signer's always, all of them where all are named. */
async function isBound(signed: SignedData, { info, certificate }: Signer): Promise<boolean> {
  const attribute = info.signedAttrs?.attributes.find(({ type }) => type === signingCertificateId);
  const [identifiers] = membersOf(attribute?.values[0]);
  const named = membersOf(identifiers).flatMap(identifier => {
    const [first, second] = membersOf(identifier);
    const digest = first instanceof OctetString ? first : second;
    return digest instanceof OctetString ? [hexOf(digest.getValue())] : [];
  });
  const certificates = (signed.certificates ?? []).filter(one => one instanceof Certificate);
  const bound = named.length === certificates.length ? certificates : [certificate];
  const hashes = await Promise.all(bound.map(one => sha256(new Uint8Array(one.toSchema(false).toBER()))));
  return hashes.every(hash => named.includes(hash));
}

const holds = (signed: SignedData, data?: Uint8Array<ArrayBuffer>): Promise<boolean> =>
  signed.verify({ signer: 0, checkChain: false, ...(data ? { data: data.slice().buffer } : {}) }).catch(() => false);

/** When an authority saw the signature; undefined without a timestamp, 'broken' for one that is not about it. */
async function timestampOf({ unsignedAttrs, signature }: SignerInfo): Promise<Timestamp | 'broken' | undefined> {
  const attribute = unsignedAttrs?.attributes.find(({ type }) => type === timestampTokenId);
  if (!attribute) return undefined;
  const [token] = attribute.values;
  if (!(token instanceof Sequence)) return 'broken';
  const signed = signedDataOf(new Uint8Array(token.toBER()));
  const content = signed.encapContentInfo.eContent;
  const signer = signerOf(signed);
  if (!(content instanceof OctetString) || !signer) return 'broken';
  // The library compares the imprint with these bytes, and verifies the authority's own signature.
  if (!(await holds(signed, new Uint8Array(signature.getValue()))) || !(await isBound(signed, signer))) return 'broken';
  const info = new TSTInfo({ schema: fromBER(content.getValue()).result });
  return { at: info.genTime.toISOString(), authority: nameOf(signer.certificate, 'subject') };
}

async function checkSignature(pdf: Uint8Array<ArrayBuffer>): Promise<PdfCheck['signature']> {
  const range = signedRange(pdf);
  if (range === undefined) return 'none';
  if (range === 'broken') return 'broken';
  const { cms, content, isWhole } = range;
  const signed = signedDataOf(cms);
  const signer = signerOf(signed);
  if (!signer) return 'broken';
  const timestamp = await timestampOf(signer.info);
  return {
    signer: nameOf(signer.certificate, 'subject'),
    issuer: nameOf(signer.certificate, 'issuer'),
    isIntact: timestamp !== 'broken' && (await holds(signed, content)) && (await isBound(signed, signer)),
    isWhole,
    timestamp: timestamp === 'broken' ? undefined : timestamp,
  };
}

export async function checkPdf(file: Blob): Promise<PdfCheck> {
  const pdf = new Uint8Array(await file.arrayBuffer());
  // The parsers throw on what is no ASN.1 and no certificate: one more way to be broken.
  const signature = await checkSignature(pdf).catch(() => 'broken' as const);
  return { sha256: await sha256(pdf), signature };
}
