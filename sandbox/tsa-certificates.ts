import {
  createHash,
  createPrivateKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  X509Certificate,
} from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';

const sha256WithRsa = '1.2.840.113549.1.1.11';
const years = 10;

export type TsaIdentity = { key: KeyObject; certificate: Buffer; authority: Buffer };

/** The authority's own CA and certificate: made at first start, then kept, so that what it stamped stays verifiable. */
export async function loadTsaIdentity(folder: string, now: () => number): Promise<TsaIdentity> {
  const files = { key: join(folder, 'tsa-key.pem'), certificate: join(folder, 'tsa.pem'), authority: join(folder, 'tsa-ca.pem') };
  const kept = await Promise.all(Object.values(files).map(file => readFile(file, 'utf8').catch(() => undefined)));
  const [keptKey, keptCertificate, keptAuthority] = kept;
  if (keptKey && keptCertificate && keptAuthority) {
    const der = (pem: string) => Buffer.from(new X509Certificate(pem).raw);
    return { key: createPrivateKey(keptKey), certificate: der(keptCertificate), authority: der(keptAuthority) };
  }

  const ca = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const tsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const [caName, tsaName] = ['演示环境时间戳根证书', '演示环境时间戳服务'];
  const issued = { issuer: caName, signer: ca.privateKey, authorityKey: ca.publicKey, from: now() };
  const authority = issue({ ...issued, subject: caName, key: ca.publicKey, isAuthority: true });
  const certificate = issue({ ...issued, subject: tsaName, key: tsa.publicKey, isAuthority: false });
  // The CA's key is not kept: it signs once.
  await writeFile(files.key, tsa.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  await writeFile(files.certificate, new X509Certificate(certificate).toString());
  await writeFile(files.authority, new X509Certificate(authority).toString());
  return { key: tsa.privateKey, certificate, authority };
}

type Order = {
  issuer: string;
  subject: string;
  key: KeyObject;
  signer: KeyObject;
  authorityKey: KeyObject;
  isAuthority: boolean;
  from: number;
};

function issue(order: Order): Buffer {
  const certificate = new pkijs.Certificate();
  certificate.version = 2;
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  certificate.serialNumber = new asn1.Integer({ valueHex: new Uint8Array(serial).buffer });
  certificate.issuer.typesAndValues.push(...nameOf(order.issuer));
  certificate.subject.typesAndValues.push(...nameOf(order.subject));
  const from = new Date(Math.floor(order.from / 1000) * 1000 - 60_000);
  certificate.notBefore.value = from;
  certificate.notAfter.value = new Date(Date.UTC(from.getUTCFullYear() + years, from.getUTCMonth(), from.getUTCDate()));
  certificate.subjectPublicKeyInfo.fromSchema(parse(order.key.export({ type: 'spki', format: 'der' })));
  certificate.extensions = extensionsOf(order);
  const algorithm = new pkijs.AlgorithmIdentifier({ algorithmId: sha256WithRsa, algorithmParams: new asn1.Null() });
  certificate.signature = algorithm;
  certificate.signatureAlgorithm = algorithm;
  const signature = createSign('sha256').update(Buffer.from(certificate.encodeTBS().toBER())).sign(order.signer);
  certificate.signatureValue = new asn1.BitString({ valueHex: new Uint8Array(signature).buffer });
  return Buffer.from(certificate.toSchema(true).toBER());
}

function extensionsOf(order: Order): pkijs.Extension[] {
  const make = (extnID: string, critical: boolean, value: asn1.BaseBlock) =>
    new pkijs.Extension({ extnID, critical, extnValue: value.toBER() });
  const keyUsage = new Uint8Array([order.isAuthority ? 0b0000_0110 : 0b1000_0000]);
  return [
    make('2.5.29.19', true, new pkijs.BasicConstraints({ cA: order.isAuthority }).toSchema()),
    make('2.5.29.15', true, new asn1.BitString({ valueHex: keyUsage.buffer, unusedBits: order.isAuthority ? 1 : 7 })),
    // RFC 3161 §2.3: timeStamping alone, and critical.
    ...(order.isAuthority
      ? []
      : [make('2.5.29.37', true, new pkijs.ExtKeyUsage({ keyPurposes: ['1.3.6.1.5.5.7.3.8'] }).toSchema())]),
    make('2.5.29.14', false, new asn1.OctetString({ valueHex: keyIdentifier(order.key) })),
    make(
      '2.5.29.35',
      false,
      new pkijs.AuthorityKeyIdentifier({
        keyIdentifier: new asn1.OctetString({ valueHex: keyIdentifier(order.authorityKey) }),
      }).toSchema(),
    ),
  ];
}

function keyIdentifier(key: KeyObject): ArrayBuffer {
  return new Uint8Array(
    createHash('sha1')
      .update(key.export({ type: 'spki', format: 'der' }))
      .digest(),
  ).buffer;
}

function nameOf(commonName: string): pkijs.AttributeTypeAndValue[] {
  return [
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.6', value: new asn1.PrintableString({ value: 'CN' }) }),
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.10', value: new asn1.Utf8String({ value: '去向登记平台演示环境' }) }),
    new pkijs.AttributeTypeAndValue({ type: '2.5.4.3', value: new asn1.Utf8String({ value: commonName }) }),
  ];
}

/** Throws on anything that is not one whole DER value. */
export function parse(der: Uint8Array): asn1.AsnType {
  const copy = new Uint8Array(der);
  const { offset, result } = asn1.fromBER(copy.buffer);
  if (offset !== copy.length) throw new Error('not DER');
  return result;
}
