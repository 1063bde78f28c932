import { constants, createHash, type KeyObject, verify, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

// The parts of CMS (RFC 5652) that signing a PDF, reading a timestamp and checking both share. Structures by pkijs, every
// cryptographic act by node:crypto.

export const oid = {
  data: '1.2.840.113549.1.7.1',
  signedData: '1.2.840.113549.1.7.2',
  contentType: '1.2.840.113549.1.9.3',
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificate: '1.2.840.113549.1.9.16.2.12',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  timestampToken: '1.2.840.113549.1.9.16.2.14',
  timestampInfo: '1.2.840.113549.1.9.16.1.4',
  sha256: '2.16.840.1.101.3.4.2.1',
  rsaWithSha256: '1.2.840.113549.1.1.11',
  rsaPss: '1.2.840.113549.1.1.10',
  ecdsaWithSha256: '1.2.840.10045.4.3.2',
} as const;

const digestNames: Readonly<Record<string, string>> = {
  '1.3.14.3.2.26': 'sha1',
  [oid.sha256]: 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

export const sha256 = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/** The node:crypto name of a digest algorithm given by its object identifier; undefined for one that is not accepted. */
export const digestName = (algorithmId: string): string | undefined => digestNames[algorithmId];

/** pkijs and asn1js take plain ArrayBuffers; a Buffer may be a window on a larger one. */
export const plainBytes = (bytes: Uint8Array): ArrayBuffer => Uint8Array.from(bytes).buffer;

export const octets = (bytes: Uint8Array) => new asn1.OctetString({ valueHex: plainBytes(bytes) });

export const parseCertificate = (certificate: X509Certificate) => pkijs.Certificate.fromBER(plainBytes(certificate.raw));

const ders = new WeakMap<pkijs.Certificate, Buffer>();

/** The bytes that were signed, as they stood: encoding them anew would mend a non-canonical boolean or time. */
export function derOf(certificate: pkijs.Certificate): Buffer {
  // Kept, since pkijs parses the certificate anew each time.
  const der = ders.get(certificate) ?? Buffer.from(certificate.toSchema(false).toBER());
  ders.set(certificate, der);
  return der;
}

/** The algorithm that signs with this key, or checks with its public half, over SHA-256. Throws for keys other than RSA and EC. */
export function signatureAlgorithm(key: KeyObject): pkijs.AlgorithmIdentifier {
  if (key.asymmetricKeyType === 'rsa') {
    return new pkijs.AlgorithmIdentifier({ algorithmId: oid.rsaWithSha256, algorithmParams: new asn1.Null() });
  }
  if (key.asymmetricKeyType === 'ec') return new pkijs.AlgorithmIdentifier({ algorithmId: oid.ecdsaWithSha256 });
  throw new Error(`signing key of unsupported type ${key.asymmetricKeyType}`);
}

type SignatureParts = {
  /** The signer's first. */
  certificates: readonly pkijs.Certificate[];
  algorithm: pkijs.AlgorithmIdentifier;
  signedAttrs: pkijs.SignedAndUnsignedAttributes;
  signature: Uint8Array;
  unsignedAttrs: pkijs.SignedAndUnsignedAttributes | undefined;
};

/** The DER of a detached signature over SHA-256. There is one encoding of given parts: a check may rebuild and compare. */
export function encodeSignature({ certificates, algorithm, signedAttrs, signature, unsignedAttrs }: SignatureParts): Buffer {
  const [signer] = certificates;
  if (!signer) throw new Error('a signature needs its certificate');
  const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: oid.sha256 });
  const info = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: signer.issuer, serialNumber: signer.serialNumber }),
    digestAlgorithm,
    signatureAlgorithm: algorithm,
    signature: octets(signature),
    signedAttrs,
    ...(unsignedAttrs && { unsignedAttrs }),
  });
  const signed = new pkijs.SignedData({
    version: 1,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: oid.data }),
    certificates: [...certificates],
    signerInfos: [info],
  });
  const content = new pkijs.ContentInfo({ contentType: oid.signedData, content: signed.toSchema(true) });
  return Buffer.from(content.toSchema().toBER());
}

/** Parses a ContentInfo with SignedData that fills `der` to its last byte; undefined for anything else. */
export function parseSignedData(der: Uint8Array): pkijs.SignedData | undefined {
  const parsed = asn1.fromBER(plainBytes(der));
  if (parsed.offset !== der.length) return undefined;
  try {
    const info = new pkijs.ContentInfo({ schema: parsed.result });
    return info.contentType === oid.signedData ? new pkijs.SignedData({ schema: info.content }) : undefined;
  } catch {
    // pkijs throws on any other structure: to the caller that is the same as no signed data.
    return undefined;
  }
}

export type VerifiedSigner = {
  certificate: X509Certificate;
  /** All that came along, unchanged. */
  certificates: pkijs.Certificate[];
  /** Whether the signed attributes hold the certificate's hash. */
  isBound: (certificate: pkijs.Certificate) => boolean;
  signature: Buffer;
  info: pkijs.SignerInfo;
};

/**
 * Checks the one signer of `signed` over `content`: digest, content type, certificate binding (signing-certificate, RFC 5035)
 * and signature, and that no certificate that came along belies another. Answers undefined when any of these fails. Whether
 * the certificate is to be trusted is not asked here.
 */
export function verifySigner(signed: pkijs.SignedData, content: Uint8Array): VerifiedSigner | undefined {
  const info = signed.signerInfos.length === 1 ? signed.signerInfos[0] : undefined;
  const hash = digestName(info?.digestAlgorithm.algorithmId ?? '');
  const attributes = info?.signedAttrs;
  if (!info || !hash || hash === 'sha1' || !attributes || !isPlain(signed, info)) return undefined;

  const certificates = (signed.certificates ?? []).filter(item => item instanceof pkijs.Certificate);
  const found = certificates.find(certificate => isNamedBy(info.sid, certificate));
  if (!found || !isOneFamily(found, certificates)) return undefined;

  const digest = createHash(hash).update(content).digest();
  const wanted = attributeValue(attributes, oid.messageDigest);
  const type = attributeValue(attributes, oid.contentType);
  if (!(wanted instanceof asn1.OctetString) || !digest.equals(bytesOf(wanted))) return undefined;
  if (!(type instanceof asn1.ObjectIdentifier) || type.getValue() !== signed.encapContentInfo.eContentType) return undefined;
  const isBound = boundCertificates(attributes);
  if (!isBound(found)) return undefined;

  const certificate = new X509Certificate(derOf(found));
  const signature = bytesOf(info.signature);
  const key = certificate.publicKey;
  const algorithm = info.signatureAlgorithm.algorithmId;
  if (!signatureAlgorithms[`${key.asymmetricKeyType} ${hash}`]?.includes(algorithm)) return undefined;
  const padding = algorithm === oid.rsaPss && {
    padding: constants.RSA_PKCS1_PSS_PADDING,
    saltLength: constants.RSA_PSS_SALTLEN_AUTO,
  };
  const isSigned = verify(hash, Buffer.from(attributes.encodedValue), { key, ...padding }, signature);
  return isSigned ? { certificate, certificates, isBound, signature, info } : undefined;
}

/** How a signature by a kind of key over a digest may be named; plain rsaEncryption is what timestamp authorities write. */
const rsaEncryption = '1.2.840.113549.1.1.1';
const signatureAlgorithms: Readonly<Record<string, readonly string[]>> = {
  'rsa sha256': [rsaEncryption, oid.rsaPss, oid.rsaWithSha256],
  'rsa sha384': [rsaEncryption, oid.rsaPss, '1.2.840.113549.1.1.12'],
  'rsa sha512': [rsaEncryption, oid.rsaPss, '1.2.840.113549.1.1.13'],
  'ec sha256': [oid.ecdsaWithSha256],
  'ec sha384': ['1.2.840.10045.4.3.3'],
  'ec sha512': ['1.2.840.10045.4.3.4'],
};

/** What no signature covers says the same as what one covers: versions, the digest named twice, no odd parameters. */
function isPlain(signed: pkijs.SignedData, info: pkijs.SignerInfo): boolean {
  const [named] = signed.digestAlgorithms;
  const { algorithmId, algorithmParams } = info.signatureAlgorithm;
  const isSameDigest = named && ber(named.toSchema()).equals(ber(info.digestAlgorithm.toSchema()));
  const hasNoParameters = algorithmId === oid.rsaPss || algorithmParams === undefined || algorithmParams instanceof asn1.Null;
  // RFC 5652 §5.1, for certificates and a signer named by issuer and serial number.
  const hasVersions = signed.version === (signed.encapContentInfo.eContentType === oid.data ? 1 : 3) && info.version === 1;
  return !!isSameDigest && signed.digestAlgorithms.length === 1 && hasNoParameters && hasVersions;
}

const ber = (value: asn1.BaseBlock) => Buffer.from(value.toBER());

export const bytesOf = (value: asn1.OctetString): Buffer => Buffer.from(value.getValue());

export function attributeValue(attributes: pkijs.SignedAndUnsignedAttributes, type: string): unknown {
  const found = attributes.attributes.filter(attribute => attribute.type === type);
  return found.length === 1 && found[0]?.values.length === 1 ? found[0].values[0] : undefined;
}

/** Byte for byte: names that only mean the same (other case, other spaces) would leave bits that nobody checks. */
function isNamedBy(sid: unknown, certificate: pkijs.Certificate): boolean {
  return (
    sid instanceof pkijs.IssuerAndSerialNumber &&
    ber(sid.issuer.toSchema()).equals(ber(certificate.issuer.toSchema())) &&
    ber(sid.serialNumber).equals(ber(certificate.serialNumber))
  );
}

/**
 * Every certificate but the signer's has issued another one here, and each is signed by its issuer where that is here. A root
 * says twice that it is one, so that no single changed bit lets it pass for an intermediate whose issuer is just not here.
 */
function isOneFamily(signer: pkijs.Certificate, certificates: pkijs.Certificate[]): boolean {
  const all = certificates.map(certificate => ({ certificate, x509: new X509Certificate(derOf(certificate)) }));
  const hasIssued = (issuer: X509Certificate) => all.some(({ x509 }) => x509 !== issuer && x509.issuer === issuer.subject);
  return all.every(({ certificate, x509 }) => {
    if (certificate !== signer && !hasIssued(x509)) return false;
    if (isRoot(certificate, x509)) return x509.verify(x509.publicKey);
    const issuer = all.find(candidate => candidate.x509.subject === x509.issuer);
    return !issuer || x509.verify(issuer.x509.publicKey);
  });
}

/** By its names or by its key identifiers: only a self-signed authority may leave out its issuer's (RFC 5280 §4.2.1.1). */
function isRoot(certificate: pkijs.Certificate, x509: X509Certificate): boolean {
  const parsed = (extnID: string): unknown => certificate.extensions?.find(extension => extension.extnID === extnID)?.parsedValue;
  const [own, issuers] = [parsed('2.5.29.14'), parsed('2.5.29.35')];
  if (x509.subject === x509.issuer) return true;
  if (!x509.ca) return false;
  if (!(issuers instanceof pkijs.AuthorityKeyIdentifier) || !issuers.keyIdentifier) return true;
  return own instanceof asn1.OctetString && bytesOf(own).equals(bytesOf(issuers.keyIdentifier));
}

/** ESSCertID (v1: SHA-1) or ESSCertIDv2 (default SHA-256): answers whether a certificate's hash is among the signed ones. */
function boundCertificates(attributes: pkijs.SignedAndUnsignedAttributes): (certificate: pkijs.Certificate) => boolean {
  const version2 = attributeValue(attributes, oid.signingCertificateV2);
  const [list] = membersOf(version2 ?? attributeValue(attributes, oid.signingCertificate));
  const bound = membersOf(list).map(identifier => {
    const [first, second] = membersOf(identifier);
    const [algorithm] = membersOf(first);
    const named = algorithm instanceof asn1.ObjectIdentifier ? digestName(algorithm.getValue()) : undefined;
    return { hash: named ?? (version2 ? 'sha256' : 'sha1'), digest: first instanceof asn1.OctetString ? first : second };
  });
  return certificate =>
    bound.some(({ hash, digest }) => {
      const own = createHash(hash).update(derOf(certificate)).digest();
      return digest instanceof asn1.OctetString && own.equals(bytesOf(digest));
    });
}

const membersOf = (value: unknown): unknown[] => (value instanceof asn1.Sequence ? value.valueBlock.value : []);
