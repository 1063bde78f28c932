import * as asn1 from 'asn1js';
import * as pkijs from 'pkijs';
import { bytesOf, digestName, oid, parseSignedData, plainBytes, verifySigner } from './cms.ts';

export type Timestamp = { at: Date; authority: string };

/**
 * Reads an RFC 3161 timestamp token and answers when, and by whose certificate, the bytes were seen; undefined when the token
 * is not about these bytes or its own signature fails. `hash` gives the digest of the bytes by node:crypto name.
 */
export function readTimestampToken(token: Uint8Array, hash: (name: string) => Buffer): Timestamp | undefined {
  const signed = parseSignedData(token);
  const content = signed?.encapContentInfo.eContent;
  if (!signed || !content || signed.encapContentInfo.eContentType !== oid.timestampInfo) return undefined;
  const encoded = bytesOf(content);
  const signer = verifySigner(signed, encoded);
  if (!signer) return undefined;

  const info = new pkijs.TSTInfo({ schema: asn1.fromBER(plainBytes(encoded)).result });
  const imprint = info.messageImprint;
  const name = digestName(imprint.hashAlgorithm.algorithmId);
  if (!name || name === 'sha1' || !hash(name).equals(bytesOf(imprint.hashedMessage))) return undefined;
  return { at: info.genTime, authority: commonName(signer.certificate.subject) };
}

/** The CN of a distinguished name as node:crypto prints it, one name a line; the whole name when it has none. */
export function commonName(distinguishedName: string): string {
  // Some authorities put several attributes into one name: `C=CN + O=… + CN=…`.
  const found = distinguishedName.split(/\n| \+ /).find(part => part.startsWith('CN='));
  return found ? found.slice(3) : distinguishedName.replaceAll('\n', ', ');
}
