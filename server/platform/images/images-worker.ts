import './silence-decoders.ts';
import { parentPort } from 'node:worker_threads';
import heicConvert from 'heic-convert';
import { findPdfFault } from './find-pdf-fault.ts';
import { type Pixels, shrink } from './pixels.ts';
import { openPdf, pagesAtMost } from './read-pdf.ts';
import { readQr } from './read-qr.ts';
import { hasRedSeal } from './red-seal.ts';
import { isBlurred } from './sharpness.ts';

// WebAssembly computes synchronously: HEIC, PDF pages and QR codes have a thread of their own, which may be ended when one runs away.

/** What was read on the pages: QR texts, whether one has a red seal, whether one is too blurred to be read. */
export interface Scan {
  readonly qr: string[];
  readonly redSeal: boolean;
  readonly blurred: boolean;
}

export type ImagesRequest =
  | { readonly kind: 'heic'; readonly content: Uint8Array }
  | { readonly kind: 'pdf'; readonly content: Uint8Array; readonly readScan: boolean }
  | { readonly kind: 'scan'; readonly page: Pixels };

export type ImagesRefusal = 'broken' | 'encrypted' | 'scripts' | 'too-many-pages';

/** What the thread says: that it begins with a request or a page, and the answer. */
export type ImagesMessage =
  | { readonly kind: 'step' }
  | { readonly kind: 'heic'; readonly jpeg: Uint8Array }
  | { readonly kind: 'pdf'; readonly pages: readonly Pixels[]; readonly scan: Scan }
  | { readonly kind: 'scan'; readonly scan: Scan }
  | { readonly kind: 'refused'; readonly refused: ImagesRefusal };

const port = parentPort;
if (!port) throw new Error('images-worker.ts runs as a worker thread only');

async function scan(page: Pixels): Promise<Scan> {
  return { qr: await readQr(page), redSeal: hasRedSeal(page), blurred: isBlurred(page) };
}

/** The time for a step begins anew. */
const step = () => port.postMessage({ kind: 'step' } satisfies ImagesMessage);
const refused = (reason: ImagesRefusal) => ({ kind: 'refused', refused: reason }) as const;

async function readPdf(content: Uint8Array, readScan: boolean): Promise<ImagesMessage> {
  const fault = findPdfFault(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  if (fault) return refused(fault);
  const pdf = await openPdf(content);
  try {
    if (pdf.isEncrypted) return refused('encrypted');
    if (pdf.isActive) return refused('scripts');
    if (pdf.pages > pagesAtMost) return refused('too-many-pages');
    if (pdf.pages === 0) return refused('broken');
    const pages: Pixels[] = [];
    const scans: Scan[] = [];
    for (let number = 0; number < pdf.pages; number++) {
      step();
      const page = await pdf.draw(number);
      if (readScan) scans.push(await scan(page));
      pages.push(pdf.pages === 1 ? page : shrink(page, pdf.pages > 3 ? 1200 : 1600));
    }
    return { kind: 'pdf', pages, scan: together(scans) };
  } finally {
    pdf.close();
  }
}

const together = (scans: readonly Scan[]): Scan => ({
  qr: [...new Set(scans.flatMap(({ qr }) => qr))],
  redSeal: scans.some(({ redSeal }) => redSeal),
  blurred: scans.some(({ blurred }) => blurred),
});

async function answer(request: ImagesRequest): Promise<ImagesMessage> {
  switch (request.kind) {
    case 'heic': {
      const jpeg = await heicConvert({ buffer: request.content, format: 'JPEG', quality: 0.95 });
      return { kind: 'heic', jpeg };
    }
    case 'pdf':
      return readPdf(request.content, request.readScan);
    case 'scan':
      return { kind: 'scan', scan: await scan(request.page) };
  }
}

port.on('message', async (request: ImagesRequest) => {
  step();
  try {
    const answered = await answer(request);
    const pages = answered.kind === 'pdf' ? answered.pages.map(({ data }) => data.buffer) : [];
    // Handed over, not copied.
    port.postMessage(
      answered,
      pages.filter(buffer => buffer instanceof ArrayBuffer),
    );
  } catch (error) {
    // The libraries throw on whatever they cannot read; what they say is for no one but the sender's next try.
    const asksForPassword = error instanceof Error && /password|security/i.test(error.message);
    port.postMessage(refused(asksForPassword ? 'encrypted' : 'broken'));
  }
});
