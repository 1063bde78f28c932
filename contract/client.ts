/** The typed client of every page. It imports the contract as types only, so that no schema reaches a phone. */

import type { Answered, Route, Sent } from './parts/route.ts';
import { partSought, soughtHeader } from './parts/sought.ts';
import type { Problem } from './problem.ts';
import type { AllRoutes } from './routes/all.ts';
import { sendAgain } from './send-again.ts';

export { NoAnswer } from './send-again.ts';

type Endpoint<R extends Route> = `${R['method']} ${R['path']}`;
type Api = { readonly [R in AllRoutes as Endpoint<R>]: R };
type RouteOf<K extends EndpointName> = Api[K];
export type EndpointName = keyof Api;
type Part<Name extends string, T> = T extends undefined ? { readonly [K in Name]?: undefined } : { readonly [K in Name]: T };
type OptionalPart<Name extends string, T> = T extends undefined
  ? { readonly [K in Name]?: undefined }
  : Record<never, never> extends T
    ? { readonly [K in Name]?: T }
    : { readonly [K in Name]: T };
interface Always {
  /** One per command that a person gives: sent again with every retry, so that it has one effect. Made here when left out. */
  readonly key?: string;
  readonly file?: Blob;
  readonly fileName?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}
/**
 * One endpoint at a time: of a union of endpoints the compiler would otherwise make every params with every query with every body, which
 * took 4 GB and half a minute at 190 routes.
 */
export type Call<K extends EndpointName> = K extends EndpointName
  ? Part<'params', Sent<RouteOf<K>, 'params'>> &
      OptionalPart<'query', Sent<RouteOf<K>, 'query'>> &
      Part<'body', Sent<RouteOf<K>, 'body'>> &
      Always
  : never;
type Inputs<K extends EndpointName> = Record<never, never> extends Call<K> ? [Call<K>?] : [Call<K>];
export type Answer<K extends EndpointName> = Answered<RouteOf<K>>;

/** The server's refusal as the screen shows it: a stable code, a sentence, and the fields at fault. */
export class RequestRefused extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.title);
    this.problem = problem;
  }
}

/** The address of an endpoint, for links and downloads. */
export const addressOf = (endpoint: EndpointName, params: Readonly<Record<string, unknown>> = {}): string =>
  endpoint.slice(endpoint.indexOf(' ') + 1).replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])));

/** Where to ask, and with what beside: names and numbers that are looked for are in no address. */
export interface Place {
  readonly address: string;
  readonly headers: Readonly<Record<string, string>>;
}
export function placeOf(endpoint: EndpointName, params: Readonly<Record<string, unknown>> = {}, query: object = {}): Place {
  const given = Object.entries(query).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).flatMap(one =>
      one === undefined || one === '' ? [] : [[name, String(one)] as const],
    ),
  );
  const { open, sought } = partSought(given);
  const path = addressOf(endpoint, params);
  return {
    address: open.size > 0 ? `${path}?${open}` : path,
    headers: sought.size > 0 ? { [soughtHeader]: sought.toString() } : {},
  };
}

/** The refusal in an answer that is none. */
export async function refusalOf(response: Response): Promise<RequestRefused> {
  const fallback: Problem = {
    type: 'about:blank',
    title: '服务暂时没有回应，请稍后重试。',
    status: response.status,
    code: 'internal',
  };
  if (!response.headers.get('content-type')?.includes('json')) return new RequestRefused(fallback);
  const body: Partial<Problem> = await response.json();
  return new RequestRefused({ ...fallback, ...body });
}

export interface ClientOptions {
  /** Called when the session has ended, before the refusal is thrown. */
  readonly onSignedOut?: (problem: Problem) => void;
  /** Called when security asks once more who one is. True once that was shown: the request is sent again, with what it carried. */
  readonly onProofNeeded?: () => Promise<boolean>;
  /** Called when a request is sent again, and when that has ended. */
  readonly onRepeat?: (repeats: boolean) => void;
}

/** A call of any endpoint: the union of all of them is too much for the compiler. */
interface AnyCall {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: object;
  readonly body?: unknown;
  readonly key?: string;
  readonly file?: Blob;
  readonly fileName?: string;
  readonly signal?: AbortSignal;
  readonly headers?: Readonly<Record<string, string>>;
}

export function createClient({ onSignedOut, onProofNeeded, onRepeat }: ClientOptions = {}) {
  return async function call<K extends EndpointName>(endpoint: K, ...[input]: Inputs<K>): Promise<Answer<K>> {
    const method = endpoint.slice(0, endpoint.indexOf(' '));
    const { params, query, body, key, file, fileName, signal, headers: more }: AnyCall = Object(input);
    const { address, headers: sought } = placeOf(endpoint, params, query);
    const headers: Record<string, string> = { accept: 'application/json', ...sought, ...more };
    if (method !== 'GET') headers['idempotency-key'] = key ?? crypto.randomUUID();
    if (file) {
      headers['content-type'] = 'application/octet-stream';
      headers['file-name'] = encodeURIComponent(fileName ?? '');
    } else if (body !== undefined) headers['content-type'] = 'application/json';
    const init: RequestInit = { method, headers, credentials: 'same-origin' };
    if (file) init.body = file;
    else if (body !== undefined) init.body = JSON.stringify(body);
    if (signal) init.signal = signal;

    for (;;) {
      const response = await sendAgain(() => fetch(address, init), { signal, onRepeat });
      if (response.ok) return await response.json();
      const refusal = await refusalOf(response);
      if (refusal.problem.code === 'prove-again' && (await onProofNeeded?.())) continue;
      if (response.status === 401) onSignedOut?.(refusal.problem);
      throw refusal;
    }
  };
}
export type Client = ReturnType<typeof createClient>;
