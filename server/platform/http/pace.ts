import { Transform, type TransformCallback } from 'node:stream';
import type { FastifyInstance } from 'fastify';

/** How slowly a body may come. */
export interface Pace {
  /** Milliseconds without a byte. */
  readonly silence: number;
  /** Milliseconds before the average counts: a phone that begins slowly gets on. */
  readonly grace: number;
  /** Bytes per second on average, from the first to the last. */
  readonly rate: number;
}

/** A phone at the edge of the network still sends 10 kB a second; a sender who holds a connection open for nothing does not. */
export const ordinaryPace: Pace = { silence: 30_000, grace: 20_000, rate: 1024 };

/** `elapsed` and `silent` in milliseconds. */
export const isTooSlow = (
  { bytes, elapsed, silent }: { readonly bytes: number; readonly elapsed: number; readonly silent: number },
  { silence, grace, rate }: Pace,
): boolean => silent > silence || (elapsed > grace && (bytes * 1000) / elapsed < rate);

/** A body that came too slowly; the server answers 408. */
export class BodyTooSlow extends Error {
  readonly statusCode = 408;
  constructor() {
    super('the body comes too slowly');
    this.name = 'BodyTooSlow';
  }
}

/** What comes through it unchanged ends with BodyTooSlow as soon as it is too slow. Only reading counts as time of the sender. */
export class PacedBody extends Transform {
  readonly #pace: Pace;
  readonly #begun = performance.now();
  readonly #timer: NodeJS.Timeout;
  #lastAt = this.#begun;
  #bytes = 0;
  /** Fastify compares it with the announced length. */
  receivedEncodedLength = 0;

  constructor(pace: Pace) {
    super();
    this.#pace = pace;
    this.#timer = setInterval(() => this.#look(), Math.max(10, pace.silence / 10));
    this.#timer.unref();
  }
  #look(): void {
    // While whoever reads is slow, the sender cannot be fast.
    if (this.readableLength >= this.readableHighWaterMark) {
      this.#lastAt = performance.now();
      return;
    }
    const now = performance.now();
    const seen = { bytes: this.#bytes, elapsed: now - this.#begun, silent: now - this.#lastAt };
    if (isTooSlow(seen, this.#pace)) this.destroy(new BodyTooSlow());
  }
  override _transform(chunk: Buffer, _: BufferEncoding, done: TransformCallback): void {
    this.#lastAt = performance.now();
    this.#bytes += chunk.length;
    this.receivedEncodedLength = this.#bytes;
    done(null, chunk);
  }
  override _flush(done: TransformCallback): void {
    clearInterval(this.#timer);
    done();
  }
  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    clearInterval(this.#timer);
    done(error);
  }
}

/** Every body of this server has to keep the pace. One that came with its head, as most do, has kept it: it needs no stream of its own. */
export function paceBodies(app: FastifyInstance, pace: Pace): void {
  app.addHook('preParsing', async ({ raw }, reply, payload) => {
    if (raw.complete) return payload;
    const body = new PacedBody(pace);
    body.on('error', () => reply.header('connection', 'close'));
    payload.on('error', error => body.destroy(error));
    return payload.pipe(body);
  });
}
