import { Worker } from 'node:worker_threads';
import { fontFamilies, fontFiles, MissingGlyphError, missingGlyphs } from './fonts.ts';
import type { TypstAnswer, TypstRequest, TypstWorkerData } from './typst-worker.ts';

export type PdfRenderer = {
  /**
   * Sets a document in Typst and answers it as PDF/A-2b; the same arguments give the same bytes. `template` is a constant of
   * the program (sources are kept by the compiler for good); everything variable is in `data`, which the template reads
   * as JSON and never as markup. `createdAt` is the document's date, to the second.
   * Throws MissingGlyphError, or an Error when the template does not compile. `inBulk`: part of a long work, set when nobody waits for
   * a document of their own.
   */
  render: (template: string, data: unknown, createdAt: Date, options?: { readonly inBulk?: boolean }) => Promise<Buffer>;
  /** Lets what runs finish, refuses the rest, ends the thread. */
  close: () => Promise<void>;
};

type Log = { error: (details: object, message: string) => void };
type Waiting = { request: TypstRequest; resolve: (pdf: Buffer) => void; reject: (error: Error) => void };

/** A document takes milliseconds; one that takes this long has run away, and its thread is replaced. */
const runawayMs = 30_000;

/** One Typst thread with a queue: single documents first, then parts of long works. The thread starts with the first document. */
export function createPdfRenderer({ log }: { log?: Log } = {}): PdfRenderer {
  const waiting: Waiting[] = [];
  const inBulk: Waiting[] = [];
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let runaway: NodeJS.Timeout | undefined;
  let closed = false;
  let whenIdle: (() => void) | undefined;

  function next() {
    if (running) return;
    running = waiting.shift() ?? inBulk.shift();
    if (!running) {
      worker?.unref();
      whenIdle?.();
      return;
    }
    worker ??= startWorker();
    worker.ref();
    runaway = setTimeout(() => dropWorker(new Error('the typesetting thread did not answer in time')), runawayMs);
    worker.postMessage(running.request);
  }

  function settle(settleOne: (one: Waiting) => void) {
    clearTimeout(runaway);
    const one = running;
    running = undefined;
    if (one) settleOne(one);
    next();
  }

  function startWorker(): Worker {
    const workerData: TypstWorkerData = { fontFiles, fontFamilies };
    const started = new Worker(new URL('./typst-worker.ts', import.meta.url), { workerData });
    started.on('message', (answer: TypstAnswer) => {
      if (worker !== started) return;
      settle(one => ('pdf' in answer ? one.resolve(Buffer.from(answer.pdf)) : one.reject(new Error(answer.error))));
    });
    started.on('error', error => started === worker && dropWorker(error));
    started.on('exit', code => started === worker && dropWorker(new Error(`the typesetting thread ended with code ${code}`)));
    return started;
  }

  /** Only the document that ran fails; the ones behind it go to a new thread. */
  function dropWorker(error: unknown) {
    const dropped = worker;
    worker = undefined;
    log?.error({ err: error }, 'typesetting thread replaced');
    dropped?.terminate().catch(reason => log?.error({ err: reason }, 'typesetting thread did not end'));
    settle(one => one.reject(error instanceof Error ? error : new Error('the typesetting thread failed')));
  }

  return {
    async render(template, data, createdAt, { inBulk: isInBulk = false } = {}) {
      if (closed) throw new Error('the PDF renderer is closed');
      const missing = missingGlyphs(template + [...textsIn(data)].join(''));
      if (missing.length > 0) throw new MissingGlyphError(missing);
      const request = { template, json: JSON.stringify(data), createdAtSeconds: Math.floor(createdAt.getTime() / 1000) };
      return new Promise((resolve, reject) => {
        (isInBulk ? inBulk : waiting).push({ request, resolve, reject });
        next();
      });
    },
    async close() {
      closed = true;
      for (const one of [...waiting.splice(0), ...inBulk.splice(0)]) one.reject(new Error('the PDF renderer is closed'));
      if (running) {
        await new Promise<void>(resolve => {
          whenIdle = resolve;
        });
      }
      const ending = worker;
      worker = undefined;
      await ending?.terminate();
    },
  };
}

function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const part of Object.values(value)) yield* textsIn(part);
}
