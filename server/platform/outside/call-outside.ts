export type OutsideFailure = 'unreachable' | 'timeout' | 'interrupted' | 'sandbox';

/** A call to an outside party that brought no answer. Carries neither address nor parameters: both may hold personal data. */
export class OutsideError extends Error {
  readonly kind: OutsideFailure;
  constructor(kind: OutsideFailure) {
    super(`outside party: ${kind}`);
    this.name = 'OutsideError';
    this.kind = kind;
  }
}

export type OutsideOptions = {
  /** For the whole call, body included. */
  timeoutMs?: number;
  /** Production: an answer that a sandbox marked is thrown away, however the sandbox got there. */
  refuseSandbox?: boolean;
};

export type OutsideAnswer = { status: number; contentType: string; body: Buffer };

export const defaultTimeoutMs = 10_000;
const answerLimit = 4 * 1024 * 1024;

/** One HTTP call. Throws OutsideError: `unreachable` means that the request surely did not arrive; `timeout` and `interrupted` that nobody knows. */
export async function callOutside(url: string, init: RequestInit, options: OutsideOptions = {}): Promise<OutsideAnswer> {
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'error',
      signal: AbortSignal.timeout(options.timeoutMs ?? defaultTimeoutMs),
    });
    if (options.refuseSandbox && response.headers.has(sandboxHeader)) throw new OutsideError('sandbox');
    const chunks: Uint8Array[] = [];
    let size = 0;
    for await (const chunk of response.body ?? []) {
      size += chunk.length;
      if (size > answerLimit) throw new OutsideError('interrupted');
      chunks.push(chunk);
    }
    return { status: response.status, contentType: response.headers.get('content-type') ?? '', body: Buffer.concat(chunks) };
  } catch (error) {
    throw outsideErrorOf(error);
  }
}

export const sandboxHeader = 'x-quxiang-sandbox';

/** The body as a JSON object; undefined when it is none. */
export function jsonAnswer(answer: OutsideAnswer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(answer.body.toString('utf8'));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

// What undici and the TLS layer say before any byte of the request was sent.
const beforeSending =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;

export function outsideErrorOf(error: unknown): OutsideError {
  if (error instanceof OutsideError) return error;
  if (error instanceof Error && error.name === 'TimeoutError') return new OutsideError('timeout');
  const cause = error instanceof Error ? error.cause : undefined;
  // Several addresses tried (IPv6, IPv4) come as an AggregateError with the last one's code.
  const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : '';
  return new OutsideError(beforeSending.test(code) ? 'unreachable' : 'interrupted');
}
