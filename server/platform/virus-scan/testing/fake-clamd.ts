/** A peer that speaks clamd's protocol and knows one signature. What it is sent it keeps, for a test to compare. */
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** No virus, and known to this peer alone. */
export const poison = Buffer.from('quxiang-test-virus');
const streamAtMost = 1024 * 1024;

/**
 * `scans` hangs up as soon as it has answered, as the daemon does; `reads-on` only after the other has. `answers-early`
 * says of the first piece that it is clean, and reads no more.
 */
export type Manner = 'scans' | 'reads-on' | 'answers-early' | 'hangs-up' | 'is-silent' | 'talks-nonsense';

const unheeding: Readonly<Partial<Record<Manner, string>>> = {
  'talks-nonsense': 'stream: perhaps',
  'answers-early': 'stream: OK',
};

export async function startFakeClamd(at: { readonly path: string } | { readonly port: number } = { port: 0 }) {
  let manner: Manner = 'scans';
  const scanned: Buffer[] = [];
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (manner === 'hangs-up') return void socket.destroy();
    let received = Buffer.alloc(0);
    let hasAnswered = false;
    socket.on('data', (piece: Buffer) => {
      if (manner === 'is-silent' || hasAnswered) return;
      received = Buffer.concat([received, piece]);
      const said = unheeding[manner] ?? answerTo(received, scanned);
      if (said === undefined) return;
      hasAnswered = true;
      if (manner === 'answers-early') socket.pause();
      if (manner === 'reads-on' || manner === 'answers-early') socket.write(`${said}\0`);
      else socket.end(`${said}\0`);
    });
  });
  server.listen(at);
  await once(server, 'listening');
  const address = server.address();
  return {
    address: typeof address === 'object' && address ? { host: '127.0.0.1', port: address.port } : { path: String(address) },
    scanned,
    turn: (to: Manner) => {
      manner = to;
    },
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** What the daemon says once it has everything; undefined until then. */
function answerTo(received: Buffer, scanned: Buffer[]): string | undefined {
  const command = received.subarray(0, received.indexOf(0)).toString();
  if (command === 'zVERSION') return 'ClamAV 1.4.3/27999/Mon Nov 30 08:00:00 2026';
  if (command !== 'zINSTREAM') return received.includes(0) ? 'UNKNOWN COMMAND' : undefined;
  const pieces: Buffer[] = [];
  for (let at = 'zINSTREAM\0'.length; at + 4 <= received.length; ) {
    const length = received.readUInt32BE(at);
    if (length === 0) {
      const content = Buffer.concat(pieces);
      scanned.push(content);
      return content.includes(poison) ? 'stream: Quxiang.Test.Poison FOUND' : 'stream: OK';
    }
    if (at + length > streamAtMost) return 'INSTREAM size limit exceeded. ERROR';
    pieces.push(received.subarray(at + 4, at + 4 + length));
    at += 4 + length;
  }
  return undefined;
}
