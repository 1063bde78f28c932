import { constants, createHash, verify, X509Certificate } from 'node:crypto';
import type * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

const oid = {
  messageDigest: '1.2.840.113549.1.9.4',
  signingCertificateV2: '1.2.840.113549.1.9.16.2.47',
  rsaPss: '1.2.840.113549.1.1.10',
} as const;
const timeStamping = '1.3.6.1.5.5.7.3.8';
const digests: Readonly<Record<string, string>> = {
  '2.16.840.1.101.3.4.2.1': 'sha256',
  '2.16.840.1.101.3.4.2.2': 'sha384',
  '2.16.840.1.101.3.4.2.3': 'sha512',
};

/**
 * Whether a token's signature holds (RFC 5652 §5.4–5.6, RFC 3161 §2.2): the signer's certificate is in the token, is for
 * timestamps, signed the attributes, and the attributes hold the content's hash and the certificate's own.
 */
export function hasValidSignature(signed: pkijs.SignedData, content: Buffer, trusted: readonly X509Certificate[]): boolean {
  const signer = signed.signerInfos[0];
  if (!signer?.signedAttrs || signed.signerInfos.length !== 1) return false;
  const digest = digests[signer.digestAlgorithm.algorithmId];
  const certificate = signerCertificate(signed, signer);
  if (!digest || !certificate?.keyUsage?.includes(timeStamping)) return false;
  if (trusted.length > 0 && !trusted.some(authority => certificate.verify(authority.publicKey))) return false;

  const expected = createHash(digest).update(content).digest();
  if (!attributeBytes(signer, oid.messageDigest)?.equals(octetString(expected))) return false;
  // Binds the token to this certificate and not to another one with the same key; SHA-1's older form is not accepted.
  const certificateHash = createHash('sha256').update(certificate.raw).digest();
  if (!attributeBytes(signer, oid.signingCertificateV2)?.includes(certificateHash)) return false;

  const isPss = signer.signatureAlgorithm.algorithmId === oid.rsaPss;
  const padding = isPss ? { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO } : {};
  return verify(
    digest,
    signedBytes(signer),
    { key: certificate.publicKey, ...padding },
    Buffer.from(signer.signature.getValue()),
  );
}

function signerCertificate(signed: pkijs.SignedData, signer: pkijs.SignerInfo): X509Certificate | undefined {
  const { sid } = signer;
  if (!(sid instanceof pkijs.IssuerAndSerialNumber)) return undefined;
  for (const candidate of signed.certificates ?? []) {
    if (!(candidate instanceof pkijs.Certificate)) continue;
    if (!candidate.issuer.isEqual(sid.issuer) || !candidate.serialNumber.isEqual(sid.serialNumber)) continue;
    return new X509Certificate(Buffer.from(candidate.toSchema().toBER()));
  }
  return undefined;
}

// The attributes are sent as [0] IMPLICIT and signed as SET OF (RFC 5652 §5.4).
function signedBytes(signer: pkijs.SignerInfo): Buffer {
  return Buffer.from(signer.signedAttrs?.encodedValue ?? new ArrayBuffer(0));
}

function attributeBytes(signer: pkijs.SignerInfo, type: string): Buffer | undefined {
  const values: asn1.BaseBlock[] = signer.signedAttrs?.attributes.find(attribute => attribute.type === type)?.values ?? [];
  return values.length === 1 && values[0] ? Buffer.from(values[0].toBER()) : undefined;
}

function octetString(bytes: Buffer): Buffer {
  return Buffer.concat([Buffer.from([0x04, bytes.length]), bytes]);
}
