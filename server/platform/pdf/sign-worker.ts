import { createHash, type KeyObject, X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { parentPort, workerData } from 'node:worker_threads';
import { type SignedPdf, type SigningRequest, signPdf } from './sign-pdf.ts';
import type { SigningCertificate } from './signing-certificate.ts';

// One document, then the thread ends: what signing holds of a long one ends with it.

export type SigningOrder = Pick<SigningRequest, 'signedAt' | 'reason'> & {
  pdf: Uint8Array;
  facts: Omit<SigningCertificate, 'chain' | 'key'>;
  chain: readonly Uint8Array[];
  key: KeyObject;
  isTimestamped: boolean;
};
/** A question to the timestamp authority, or the end. */
export type SigningAnswer = { digest: Uint8Array } | (Omit<SignedPdf, 'pdf'> & { pdf: Uint8Array; sha256: Uint8Array });
export type TimestampAnswer = { token: Uint8Array };

const { pdf, facts, chain, key, isTimestamped, ...request }: SigningOrder = workerData;
if (!parentPort) throw new Error('sign-worker.ts runs as a worker thread only');
const toParent = parentPort;

async function timestamp(digest: Buffer): Promise<Buffer> {
  const answered = once(toParent, 'message');
  toParent.postMessage({ digest } satisfies SigningAnswer);
  const [answer]: TimestampAnswer[] = await answered;
  return Buffer.from(answer?.token ?? []);
}

const signed = await signPdf(Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength), {
  ...request,
  certificate: { ...facts, chain: chain.map(raw => new X509Certificate(raw)), key },
  ...(isTimestamped ? { timestamp } : {}),
});
const content = Uint8Array.from(signed.pdf);
const sha256 = createHash('sha256').update(content).digest();
toParent.postMessage({ ...signed, pdf: content, sha256 } satisfies SigningAnswer, [content.buffer]);
