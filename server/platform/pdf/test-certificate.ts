import { type KeyObject, randomBytes, sign, X509Certificate } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { derOf, plainBytes, signatureAlgorithm } from './cms.ts';

/** Everybody certified by this authority is a test signer. */
export const testRootName = '去向演示根证书（测试用，不具法律效力）';
const testSignerName = '去向演示签章（测试证书，不具法律效力）';

type KeyPair = { publicKey: KeyObject; privateKey: KeyObject };

/** A signer's certificate and the self-signed test authority that issued it, valid from a day ago for ten years. */
export function issueTestChain({
  authority,
  signer,
  now,
}: {
  authority: KeyPair;
  signer: KeyObject;
  now: Date;
}): X509Certificate[] {
  const issuer = authority.privateKey;
  return [
    issue({
      subject: testSignerName,
      subjectKey: signer,
      issuer,
      now,
      extensions: [basicConstraints(false), keyUsage(0b1100_0000)],
    }),
    issue({
      subject: testRootName,
      subjectKey: authority.publicKey,
      issuer,
      now,
      extensions: [basicConstraints(true), keyUsage(0b0000_0110)],
    }),
  ];
}

type Wanted = { subject: string; subjectKey: KeyObject; issuer: KeyObject; now: Date; extensions: pkijs.Extension[] };

function issue({ subject, subjectKey, issuer, now, extensions }: Wanted): X509Certificate {
  const certificate = new pkijs.Certificate({
    version: 2,
    serialNumber: new asn1.Integer({ valueHex: plainBytes(positive(randomBytes(16))) }),
    subject: nameOf(subject),
    issuer: nameOf(testRootName),
    notBefore: timeAt(new Date(now.getTime() - 24 * 3600 * 1000)),
    notAfter: timeAt(new Date(now.getTime() + 3650 * 24 * 3600 * 1000)),
    extensions,
  });
  const spki = subjectKey.export({ type: 'spki', format: 'der' });
  certificate.subjectPublicKeyInfo = new pkijs.PublicKeyInfo({ schema: asn1.fromBER(plainBytes(spki)).result });
  certificate.signature = certificate.signatureAlgorithm = signatureAlgorithm(issuer);
  certificate.tbsView = new Uint8Array(certificate.encodeTBS().toBER());
  certificate.signatureValue = new asn1.BitString({ valueHex: plainBytes(sign('sha256', certificate.tbsView, issuer)) });
  return new X509Certificate(derOf(certificate));
}

function nameOf(commonName: string) {
  const value = new asn1.Utf8String({ value: commonName });
  return new pkijs.RelativeDistinguishedNames({ typesAndValues: [new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value })] });
}

/** A positive serial number that needs no leading zero. */
function positive(bytes: Buffer): Buffer {
  bytes[0] = (bytes[0]! & 0x3f) | 0x40;
  return bytes;
}

/** UTCTime until 2049, GeneralizedTime from 2050 (RFC 5280 §4.1.2.5). */
function timeAt(value: Date) {
  return new pkijs.Time({
    type: value.getUTCFullYear() < 2050 ? 0 : 1,
    value: new Date(Math.floor(value.getTime() / 1000) * 1000),
  });
}

function extension(extnID: string, value: { toBER: () => ArrayBuffer }) {
  return new pkijs.Extension({ extnID, critical: true, extnValue: value.toBER() });
}

const basicConstraints = (cA: boolean) => extension('2.5.29.19', new pkijs.BasicConstraints({ cA }).toSchema());

/** Bits as in RFC 5280 §4.2.1.3: 1 digitalSignature, 2 nonRepudiation, … 6 keyCertSign, 7 cRLSign. */
const keyUsage = (bits: number) =>
  extension(
    '2.5.29.15',
    new asn1.BitString({ valueHex: plainBytes(Uint8Array.of(bits)), unusedBits: Math.clz32(bits & -bits) ^ 31 }),
  );
