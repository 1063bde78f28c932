import { Worker } from 'node:worker_threads';
import type { SignedPdf, SigningRequest } from './sign-pdf.ts';
import type { SigningAnswer, SigningOrder, TimestampAnswer } from './sign-worker.ts';

export type SignedLongPdf = SignedPdf & { readonly sha256: Buffer };

/**
 * `signPdf` in a thread of its own, for documents of thousands of pages: 65 MB take some seconds, in which nobody else would be answered.
 * The document is handed over, not copied: it is empty afterwards. Timestamps are asked for by this thread.
 */
export async function signLongPdf(pdf: Buffer, { timestamp, certificate, ...more }: SigningRequest): Promise<SignedLongPdf> {
  const content = pdf.byteLength === pdf.buffer.byteLength ? pdf : Uint8Array.from(pdf);
  const { chain, key, ...facts } = certificate;
  const order: SigningOrder = {
    ...{ pdf: content, ...more, facts, key, isTimestamped: timestamp !== undefined },
    chain: chain.map(({ raw }) => raw),
  };
  const worker = new Worker(new URL('./sign-worker.ts', import.meta.url), {
    workerData: order,
    transferList: content.buffer instanceof ArrayBuffer ? [content.buffer] : [],
  });
  try {
    return await new Promise((resolve, reject) => {
      worker.on('error', reject).on('exit', code => reject(new Error(`the signing thread ended with code ${code}`)));
      worker.on('message', (answer: SigningAnswer) => {
        if ('digest' in answer)
          timestamp?.(Buffer.from(answer.digest)).then(
            token => worker.postMessage({ token } satisfies TimestampAnswer),
            // With the authority's own reason, which a thread could not hand back whole.
            reject,
          );
        else resolve({ ...answer, pdf: Buffer.from(answer.pdf.buffer), sha256: Buffer.from(answer.sha256) });
      });
    });
  } finally {
    await worker.terminate();
  }
}
