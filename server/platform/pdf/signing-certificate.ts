import { createPrivateKey, generateKeyPair, type KeyObject, X509Certificate } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { issueTestChain, testRootName } from './test-certificate.ts';
import { commonName } from './timestamp-token.ts';

export type SigningCertificate = {
  /** The signer first, each followed by its issuer. */
  chain: readonly X509Certificate[];
  /** A private key object; it may also refer to a key in an HSM. */
  key: KeyObject;
  /** Made by this program, of no legal effect; every page it signs says so. */
  isTest: boolean;
  /** Common name of the signer. */
  subject: string;
};

/** The signing certificate is absent or cannot be used. The message names the file and the remedy, for the operator. */
export class SigningCertificateError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SigningCertificateError';
  }
}

const generateKeys = promisify(generateKeyPair);

/**
 * Loads `chain.pem` (signer first) and `key.pem` from `folder`. When neither is there and `mayMakeTest` is set, makes
 * a test authority and a certificate signed by it there first; the authority's key is thrown away. Throws
 * SigningCertificateError: without a certificate nothing is signed.
 */
export async function loadSigningCertificate(
  folder: string,
  { now, mayMakeTest = false }: { now: Date; mayMakeTest?: boolean },
): Promise<SigningCertificate> {
  const paths = { chain: join(folder, 'chain.pem'), key: join(folder, 'key.pem') };
  if (mayMakeTest && !existsSync(paths.chain) && !existsSync(paths.key)) await makeTestCertificate(folder, now);
  return readSigningCertificate(paths, now);
}

/** Reads a PEM chain and its PEM key from two paths. Throws SigningCertificateError when they do not make a usable pair. */
export async function readSigningCertificate(paths: { chain: string; key: string }, now: Date): Promise<SigningCertificate> {
  const chain = await readOrRefuse(paths.chain, text => {
    const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
    return blocks.map(block => new X509Certificate(block));
  });
  const key = await readOrRefuse(paths.key, createPrivateKey);
  const [signer] = chain;
  if (!signer) throw new SigningCertificateError(`no certificate in ${paths.chain}`);
  if (!signer.checkPrivateKey(key)) throw new SigningCertificateError(`${paths.key} is not the key of ${paths.chain}`);
  chain.forEach((certificate, i) => {
    const issuer = chain[i + 1];
    if (issuer && !(certificate.checkIssued(issuer) && certificate.verify(issuer.publicKey))) {
      throw new SigningCertificateError(`certificates in ${paths.chain} must stand signer first, each followed by its issuer`);
    }
  });
  if (!isValidAt(signer, now)) {
    throw new SigningCertificateError(`the certificate in ${paths.chain} is valid ${signer.validFrom} to ${signer.validTo} only`);
  }
  return { chain, key, isTest: commonName(signer.issuer) === testRootName, subject: commonName(signer.subject) };
}

export function isValidAt(certificate: X509Certificate, instant: Date): boolean {
  return certificate.validFromDate <= instant && instant <= certificate.validToDate;
}

async function readOrRefuse<T>(path: string, parse: (text: string) => T): Promise<T> {
  try {
    return parse(await readFile(path, 'utf8'));
  } catch (error) {
    throw new SigningCertificateError(`cannot read ${path}: put the PEM file there`, { cause: error });
  }
}

/** All or nothing, also when two processes start at once: the files appear by one rename, and the second one loses. */
async function makeTestCertificate(folder: string, now: Date): Promise<void> {
  const [authority, signer] = await Promise.all([
    generateKeys('rsa', { modulusLength: 2048 }),
    generateKeys('rsa', { modulusLength: 2048 }),
  ]);
  const chain = issueTestChain({ authority, signer: signer.publicKey, now });
  await mkdir(join(folder, '..'), { recursive: true });
  const draft = await mkdtemp(`${folder}-`);
  try {
    await writeFile(join(draft, 'chain.pem'), chain.map(certificate => certificate.toString()).join(''));
    await writeFile(join(draft, 'key.pem'), signer.privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(join(folder, 'chain.pem'))) throw error;
  }
}
