import { createHash, createSign, randomBytes } from 'node:crypto';
import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import type { Answer, Call } from './http.ts';
import { parse, type TsaIdentity } from './tsa-certificates.ts';

const sha256 = '2.16.840.1.101.3.4.2.1';
const tstInfoType = '1.2.840.113549.1.9.16.1.4';
// RFC 5280's anyPolicy would promise too much; this arc is for examples.
const policy = '1.3.6.1.4.1.99999.1';
// RFC 3161 §2.4.2: PKIFailureInfo.
const failures = {
  badAlg: 0,
  badRequest: 2,
  badDataFormat: 5,
  unacceptedPolicy: 15,
  unacceptedExtension: 16,
  systemFailure: 25,
} as const;
type Failure = keyof typeof failures;

/** A timestamp authority after RFC 3161, over HTTP as in its §3.4. */
export function createTsa(identity: TsaIdentity, now: () => number) {
  return (call: Call): Answer => {
    if (call.headers['content-type'] !== 'application/timestamp-query') return refuse('badRequest');
    let request: pkijs.TimeStampReq;
    try {
      request = new pkijs.TimeStampReq({ schema: parse(call.body) });
    } catch {
      return refuse('badDataFormat');
    }
    const { messageImprint } = request;
    if (messageImprint.hashAlgorithm.algorithmId !== sha256 || messageImprint.hashedMessage.valueBlock.valueHexView.length !== 32)
      return refuse('badAlg');
    if (request.reqPolicy !== undefined && request.reqPolicy !== '' && request.reqPolicy !== policy)
      return refuse('unacceptedPolicy');
    if (request.extensions?.length) return refuse('unacceptedExtension');
    return reply({ status: new pkijs.PKIStatusInfo({ status: 0 }), timeStampToken: tokenFor(request, identity, now()) });
  };
}

export function tsaRefusal(): Answer {
  return refuse('systemFailure');
}

function refuse(failure: Failure): Answer {
  const bit = failures[failure];
  const bytes = new Uint8Array((bit >> 3) + 1);
  bytes[bit >> 3] = 0x80 >> (bit & 7);
  const failInfo = new asn1.BitString({ valueHex: bytes.buffer, unusedBits: 7 - (bit & 7) });
  return reply({ status: new pkijs.PKIStatusInfo({ status: 2, failInfo }) });
}

function reply(response: { status: pkijs.PKIStatusInfo; timeStampToken?: pkijs.ContentInfo }): Answer {
  const body = Buffer.from(new pkijs.TimeStampResp(response).toSchema().toBER());
  return { headers: { 'content-type': 'application/timestamp-reply' }, body };
}

function tokenFor(request: pkijs.TimeStampReq, identity: TsaIdentity, at: number): pkijs.ContentInfo {
  const certificate = new pkijs.Certificate({ schema: parse(identity.certificate) });
  const serial = randomBytes(16);
  serial[0] = ((serial[0] ?? 0) & 0x3f) | 0x40;
  const info = new pkijs.TSTInfo({
    version: 1,
    policy,
    messageImprint: request.messageImprint,
    serialNumber: new asn1.Integer({ valueHex: new Uint8Array(serial).buffer }),
    genTime: new Date(Math.floor(at / 1000) * 1000),
    accuracy: new pkijs.Accuracy({ seconds: 1 }),
    ...(request.nonce && { nonce: request.nonce }),
  });
  const content = Buffer.from(info.toSchema().toBER());

  const attributes = [
    attribute('1.2.840.113549.1.9.3', new asn1.ObjectIdentifier({ value: tstInfoType })),
    attribute('1.2.840.113549.1.9.4', octets(createHash('sha256').update(content).digest())),
    attribute('1.2.840.113549.1.9.5', new asn1.UTCTime({ valueDate: new Date(Math.floor(at / 1000) * 1000) })),
    // RFC 5816: ESSCertIDv2 with its default hash, SHA-256.
    attribute(
      '1.2.840.113549.1.9.16.2.47',
      sequence(sequence(sequence(octets(createHash('sha256').update(identity.certificate).digest())))),
    ),
  ].sort((a, b) => Buffer.compare(derOf(a), derOf(b)));
  const set = new asn1.Set({ value: attributes.map(item => item.toSchema()) });
  const signature = createSign('sha256').update(Buffer.from(set.toBER())).sign(identity.key);

  const digestAlgorithm = new pkijs.AlgorithmIdentifier({ algorithmId: sha256, algorithmParams: new asn1.Null() });
  const signer = new pkijs.SignerInfo({
    version: 1,
    sid: new pkijs.IssuerAndSerialNumber({ issuer: certificate.issuer, serialNumber: certificate.serialNumber }),
    digestAlgorithm,
    signedAttrs: new pkijs.SignedAndUnsignedAttributes({ type: 0, attributes }),
    signatureAlgorithm: new pkijs.AlgorithmIdentifier({ algorithmId: '1.2.840.113549.1.1.1', algorithmParams: new asn1.Null() }),
    signature: octets(signature),
  });
  const authority = new pkijs.Certificate({ schema: parse(identity.authority) });
  const signed = new pkijs.SignedData({
    version: 3,
    digestAlgorithms: [digestAlgorithm],
    encapContentInfo: new pkijs.EncapsulatedContentInfo({ eContentType: tstInfoType, eContent: octets(content) }),
    ...(request.certReq && { certificates: [certificate, authority] }),
    signerInfos: [signer],
  });
  return new pkijs.ContentInfo({ contentType: '1.2.840.113549.1.7.2', content: signed.toSchema(true) });
}

function attribute(type: string, value: asn1.BaseBlock): pkijs.Attribute {
  return new pkijs.Attribute({ type, values: [value] });
}

function derOf(item: pkijs.Attribute): Buffer {
  return Buffer.from(item.toSchema().toBER());
}

function octets(bytes: Uint8Array): asn1.OctetString {
  return new asn1.OctetString({ valueHex: new Uint8Array(bytes).buffer });
}

function sequence(value: asn1.BaseBlock): asn1.Sequence {
  return new asn1.Sequence({ value: [value] });
}
