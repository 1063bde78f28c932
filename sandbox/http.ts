import type { IncomingMessage, ServerResponse } from 'node:http';

export const SANDBOX_HEADER = 'x-quxiang-sandbox';
const bodyLimit = 1024 * 1024;

/** One request, read whole: every protocol played here has small bodies. */
export type Call = {
  method: string;
  path: string;
  query: URLSearchParams;
  headers: IncomingMessage['headers'];
  body: Buffer;
  req: IncomingMessage;
  res: ServerResponse;
};

/** `undefined` from a handler means that it wrote (or will never write) the response itself. */
export type Answer = { status?: number; headers?: Record<string, string>; body?: string | Buffer };
export type Handler = (call: Call) => Promise<Answer | undefined> | Answer | undefined;
export type Routes = Record<string, Handler>;

export function json(value: unknown, status = 200): Answer {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: JSON.stringify(value) };
}

export function html(page: string, status = 200): Answer {
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': "default-src 'self'; img-src data:; frame-ancestors 'none'",
  };
  return { status, headers, body: page };
}

export function redirect(location: string): Answer {
  return { status: 303, headers: { location } };
}

export async function readBody(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of req) {
    const part = Buffer.from(chunk);
    size += part.length;
    if (size > bodyLimit) throw new Error('body too large');
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

export function send(res: ServerResponse, answer: Answer): void {
  res.writeHead(answer.status ?? 200, { 'cache-control': 'no-store', ...answer.headers });
  res.end(answer.body);
}

/** The body as a JSON object, or undefined when it is none. */
export function jsonObject(body: Buffer): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** Where a demonstration may send a browser back to without being told of the address. */
export function isLoopback(uri: string): boolean {
  if (!URL.canParse(uri)) return false;
  const { protocol, hostname } = new URL(uri);
  return /^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}
