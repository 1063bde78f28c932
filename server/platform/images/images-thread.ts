import { Worker } from 'node:worker_threads';
import type { ImagesAnswer, ImagesRequest } from './images-worker.ts';

type Waiting = { request: ImagesRequest; resolve: (answer: ImagesAnswer) => void };

export interface ImagesThread {
  /** Answers `broken` when the work takes too long or the thread dies of it; only that one, those behind it go to a new thread. */
  readonly ask: (request: ImagesRequest) => Promise<ImagesAnswer>;
}

const broken: ImagesAnswer = { kind: 'refused', refused: 'broken' };

/** One thread with a queue, first come first served. It starts with the first request and keeps no process alive when idle. */
export function createImagesThread(program: URL, limitMs: number): ImagesThread {
  const waiting: Waiting[] = [];
  let worker: Worker | undefined;
  let running: Waiting | undefined;
  let runaway: NodeJS.Timeout | undefined;

  function next() {
    if (running) return;
    running = waiting.shift();
    if (!running) {
      worker?.unref();
      return;
    }
    worker ??= start();
    worker.ref();
    runaway = setTimeout(drop, limitMs);
    worker.postMessage(running.request);
  }

  function settle(answer: ImagesAnswer) {
    clearTimeout(runaway);
    const one = running;
    running = undefined;
    one?.resolve(answer);
    next();
  }

  function start(): Worker {
    const started = new Worker(program, { resourceLimits: { maxOldGenerationSizeMb: 512 } });
    started.on('message', (answer: ImagesAnswer) => started === worker && settle(answer));
    started.on('error', () => started === worker && drop());
    started.on('exit', () => started === worker && drop());
    return started;
  }

  function drop() {
    const dropped = worker;
    worker = undefined;
    // It is ended whether or not it says so in time; nothing it still answers is listened to.
    void dropped?.terminate();
    settle(broken);
  }

  return {
    ask: request =>
      new Promise(resolve => {
        waiting.push({ request, resolve });
        next();
      }),
  };
}

/** The thread of this process; 30 seconds for a file are more than an honest one takes. */
export const imagesThread = createImagesThread(new URL('./images-worker.ts', import.meta.url), 30_000);
