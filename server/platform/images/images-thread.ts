import { Worker } from 'node:worker_threads';
import type { ImagesMessage, ImagesRefusal, ImagesRequest } from './images-worker.ts';
import { limitWork } from './work-limit.ts';

export type ImagesAnswer =
  | Exclude<ImagesMessage, { readonly kind: 'step' }>
  | { readonly kind: 'refused'; readonly refused: 'too-slow' };

type Waiting = { request: ImagesRequest; resolve: (answer: ImagesAnswer) => void };

export interface ImagesThread {
  /**
   * Answers `too-slow` when the work takes too long and `broken` when the thread dies of it; only that one, those behind it go to a new
   * thread.
   */
  readonly ask: (request: ImagesRequest) => Promise<ImagesAnswer>;
}

export interface ThreadLimits {
  /** Milliseconds of work (see `limitWork`) for one file, from its first to its last page; the thread's own start counts. */
  readonly file: number;
  /** Milliseconds of work from one step to the next: a page is one. */
  readonly step: number;
}

const refused = (reason: ImagesRefusal | 'too-slow') => ({ kind: 'refused', refused: reason }) as ImagesAnswer;

/** One thread with a queue, first come first served. It starts with the first request and keeps no process alive when idle. */
export function createImagesThread(program: URL, limits: ThreadLimits): ImagesThread {
  const waiting: Waiting[] = [];
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let endFile = () => {};
  let endStep = () => {};

  function next() {
    if (running) return;
    running = waiting.shift();
    if (!running) {
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    endFile = limitWork(worker, limits.file, () => drop('too-slow'));
    worker.postMessage(running.request);
  }

  function settle(answer: ImagesAnswer) {
    endFile();
    endStep();
    const one = running;
    running = undefined;
    one?.resolve(answer);
    next();
  }

  function hear(from: Worker, message: ImagesMessage) {
    if (message.kind !== 'step') return settle(message);
    endStep();
    endStep = limitWork(from, limits.step, () => drop('too-slow'));
  }

  function start(): Worker {
    const started = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    started.on('message', (message: ImagesMessage) => started === worker && hear(started, message));
    started.on('error', () => started === worker && drop('broken'));
    started.on('exit', () => started === worker && drop('broken'));
    return started;
  }

  function drop(reason: 'broken' | 'too-slow') {
    const dropped = worker;
    worker = undefined;
    // It is ended whether or not it says so in time; nothing it still answers is listened to.
    void dropped?.terminate();
    settle(refused(reason));
  }

  return {
    ask: request =>
      new Promise(resolve => {
        waiting.push({ request, resolve });
        next();
      }),
  };
}

const program = new URL('./images-worker.ts', import.meta.url);
/** Pictures and PDFs have a thread each: what is slow to draw holds up no photograph. A honest file takes a tenth of these times. */
export const pictureThread = createImagesThread(program, { file: 20_000, step: 15_000 });
export const pdfThread = createImagesThread(program, { file: 25_000, step: 5_000 });
/** Documents of our own, which strangers may ask for, wait behind nobody's upload. */
export const documentThread = createImagesThread(program, { file: 25_000, step: 5_000 });
