/** ClamAV's daemon, by its own protocol: INSTREAM over TCP or a unix socket (clamd(8)). It needs no access to our files. */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { ScannerAway, type VirusScan } from './virus-scan.ts';

export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly path: string };

export interface ClamdOptions {
  /** How long the daemon may be silent, milliseconds. A large archive takes it some seconds. */
  readonly silence?: number;
}

/** `tcp://host:port` or `unix:/path`; undefined for anything else. */
export function parseClamdAddress(text: string): ClamdAddress | undefined {
  const [, path] = /^unix:(\/.+)$/.exec(text) ?? [];
  if (path !== undefined) return { path };
  const [, host, port] = /^tcp:\/\/([\w.-]+|\[[\da-f:]+\]):(\d{1,5})$/i.exec(text) ?? [];
  if (host === undefined || Number(port) < 1 || Number(port) > 65_535) return undefined;
  return { host: host.replace(/[[\]]/g, ''), port: Number(port) };
}

interface Answer {
  readonly text: string;
  /** Whether everything was sent before it came: of a part, only that it is infected can be said. */
  readonly isWhole: boolean;
}

/** A file by name and content is nobody's business: the daemon gets the bytes alone. */
export function createClamd(address: ClamdAddress, { silence = 30_000 }: ClamdOptions = {}): VirusScan {
  /** Sends a command and what belongs to it; answers what the daemon says until it hangs up. */
  async function ask(command: string, content?: AsyncIterable<Buffer>): Promise<Answer> {
    const socket = connect({ ...address, noDelay: true });
    socket.setTimeout(silence, () => socket.destroy(new Error('silent')));
    const said = answerOf(socket);
    let isOver = false;
    const over = said.then(
      () => (isOver = true),
      () => (isOver = true),
    );
    try {
      // The daemon may answer before everything is sent, and hangs up then: an answer that has come is read before more is sent.
      for await (const piece of sent(command, content)) {
        await setImmediate();
        if (isOver) break;
        if (!socket.write(piece)) await Promise.race([once(socket, 'drain').catch(() => over), over]);
      }
      const isWhole = !isOver;
      return { text: await said, isWhole };
    } catch (error) {
      throw new ScannerAway(reasonOf(error));
    } finally {
      socket.destroy();
    }
  }
  return {
    async find(path) {
      const { text, isWhole } = await ask('zINSTREAM\0', createReadStream(path));
      if (text === 'stream: OK' && isWhole) return undefined;
      const [, signature] = /^stream: (.+) FOUND$/.exec(text) ?? [];
      if (signature === undefined) throw new ScannerAway(text === '' ? 'no answer' : text.slice(0, 100));
      return signature.slice(0, 200);
    },
    version: async () => (await ask('zVERSION\0')).text.slice(0, 100),
  };
}

/** A command, and after it the content in pieces, each with its length before it; a piece of no length is the end. */
async function* sent(command: string, content?: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  yield Buffer.from(command);
  if (!content) return;
  for await (const piece of content) {
    yield lengthOf(piece.length);
    yield piece;
  }
  yield lengthOf(0);
}
function lengthOf(bytes: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(bytes);
  return length;
}

const answerAtMost = 4096;
/** What the daemon says, to its zero byte or its end. */
function answerOf(socket: Socket): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    const end = () => resolve(text.split('\0')[0]?.trim() ?? '');
    socket.setEncoding('utf8');
    socket.on('data', (piece: string) => {
      text += piece;
      if (text.includes('\0') || text.length > answerAtMost) end();
    });
    socket.once('error', error => (text === '' ? reject(error) : end()));
    socket.once('close', end);
  });
}

/** The system's code, which names neither path nor content. A peer that hangs up early may take its own answer with it. */
function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
  if (code === 'EPIPE' || code === 'ECONNRESET') return `hung up (${code}); is the file longer than its StreamMaxLength?`;
  return code ?? (error instanceof Error ? error.message.slice(0, 100) : 'no answer');
}
