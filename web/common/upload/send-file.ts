/** Sends a file in pieces, and goes on where it stopped after a lost connection, a closed page, another tab. */
import { type Answer, NoAnswer, RequestRefused } from '#contract/client.ts';
import type { CaseFile } from '#contract/routes/cases.ts';

export type Standing = Pick<Answer<'GET /api/cases/{ref}/uploads/{id}'>, 'id' | 'offset'>;

/** Where a file goes: a case's uploads, or those of an agent's link. */
export interface Door {
  readonly begin: (announced: { readonly name: string; readonly bytes: number; readonly sha256: string }) => Promise<Standing>;
  readonly standing: (id: string) => Promise<Standing>;
  readonly pieceAddress: (id: string, offset: number) => string;
  readonly finish: (id: string) => Promise<CaseFile>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Phase = 'sending' | 'waiting' | 'checking';
/** A file on its way, whichever way that is. */
export interface Delivery {
  readonly content: Blob;
  readonly name: string;
  readonly signal: AbortSignal;
  readonly onProgress: (phase: Phase, sent: number) => void;
}

/** What a proxy that hands requests on whole can lose at most; five seconds at 1.6 Mbit/s. */
const pieceBytes = 1024 * 1024;
/** A connection that is dead without saying so. */
const silenceMs = 20_000;
/** The server makes sure that nobody adds to a file that somebody else is adding to. */
const busyMs = 1_500;
const pauses = [500, 1_000, 2_000, 4_000, 8_000, 15_000] as const;
const triesAtMost = 30;

/** Resolves to the stored file. Rejects with the server's refusal, with NoAnswer after minutes without a network, or when aborted. */
export async function sendFile({
  door,
  content,
  name,
  signal,
  onProgress,
}: Delivery & { readonly door: Door }): Promise<CaseFile> {
  const bytes = content.size;
  const sha256 = await digest(content);
  let sent = 0;
  let tries = 0;

  /** Asks until there is an answer; every piece that arrives gives new patience. */
  async function persist<T>(ask: () => Promise<T>): Promise<T> {
    for (;;) {
      signal.throwIfAborted();
      try {
        return await ask();
      } catch (error) {
        if (!(error instanceof NoAnswer) || tries >= triesAtMost) throw error;
        onProgress('waiting', sent);
        await rest(pauses[Math.min(tries, pauses.length - 1)] ?? 0, signal);
        tries += 1;
      }
    }
  }
  let standing = await persist(() => door.begin({ name, bytes, sha256 }));
  const again = () => persist(() => door.standing(standing.id));

  while (standing.offset < bytes) {
    signal.throwIfAborted();
    if (standing.offset > sent) tries = 0;
    sent = standing.offset;
    onProgress('sending', sent);
    try {
      const piece = content.slice(sent, sent + pieceBytes);
      const address = door.pieceAddress(standing.id, sent);
      const from = sent;
      standing = await sendPiece({
        address,
        piece,
        headers: door.headers,
        signal,
        onSent: more => onProgress('sending', from + more),
      });
    } catch (error) {
      if (error instanceof RequestRefused && error.problem.code === 'upload-busy') await rest(busyMs, signal);
      else if (error instanceof NoAnswer) {
        if (tries >= triesAtMost) throw error;
        onProgress('waiting', sent);
        await rest(pauses[Math.min(tries, pauses.length - 1)] ?? 0, signal);
        tries += 1;
      } else if (!(error instanceof RequestRefused && error.problem.code === 'upload-offset')) throw error;
      standing = await again();
    }
  }
  onProgress('checking', bytes);
  return persist(() => door.finish(standing.id));
}

async function digest(content: Blob): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', await content.arrayBuffer());
  return Array.from(new Uint8Array(hash), byte => byte.toString(16).padStart(2, '0')).join('');
}

/** Resolves after the time, or as soon as the network is back. */
export function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise(resolve => {
    const wake = () => {
      clearTimeout(timer);
      removeEventListener('online', wake);
      signal.removeEventListener('abort', wake);
      resolve();
    };
    const timer = setTimeout(wake, milliseconds);
    addEventListener('online', wake);
    signal.addEventListener('abort', wake);
  });
}

interface Piece {
  readonly address: string;
  readonly piece: Blob;
  readonly headers: Door['headers'];
  readonly signal: AbortSignal;
  readonly onSent: (bytes: number) => void;
}

/** By XMLHttpRequest, since fetch does not tell how much has gone. */
function sendPiece({ address, piece, headers = {}, signal, onSent }: Piece): Promise<Standing> {
  return new Promise<Standing>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    let timer = setTimeout(stop, silenceMs);
    const noAnswer = () => reject(new NoAnswer('网络没有回应，请检查网络后重试。'));
    request.open('PUT', address);
    request.responseType = 'json';
    request.setRequestHeader('content-type', 'application/octet-stream');
    for (const [header, value] of Object.entries(headers)) request.setRequestHeader(header, value);
    request.upload.onprogress = ({ loaded }) => {
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMs);
      onSent(loaded);
    };
    request.onerror = noAnswer;
    request.onabort = noAnswer;
    request.onload = () => {
      const answer = request.response;
      if (request.status === 200) resolve(answer);
      // A proxy that has no server behind it for a moment.
      else if (!answer?.code || request.status >= 500) noAnswer();
      else reject(new RequestRefused(answer));
    };
    request.onloadend = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
    };
    signal.addEventListener('abort', stop);
    request.send(piece);
  });
}
