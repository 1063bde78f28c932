/** One HTTP route, said once: the server validates by it, OpenAPI is made from it, the client is typed by it. */

import type { z } from 'zod';
import type { Permission } from '#domain/access.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** A zod schema by its two types alone: several times faster to check than the full interface. */
export interface Schema<In = unknown, Out = unknown> {
  readonly _zod: { readonly input: In; readonly output: Out };
}

/** Bodies and answers that are not JSON. */
export type Medium =
  /** The body is the file itself; its name travels in the `file-name` header, percent-encoded. */
  | 'upload'
  /** The answer is a file. */
  | 'download'
  /** The answer is a stream of server-sent events. */
  | 'events'
  /** The answer leads the browser elsewhere. */
  | 'redirect';

export interface Route {
  readonly method: Method;
  /** With `{name}` for what varies. */
  readonly path: string;
  readonly permission: Permission;
  readonly summary: string;
  readonly medium?: Medium;
  readonly params?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  readonly answer?: z.ZodType;
  /** Longest file taken in, bytes. */
  readonly maxBytes?: number;
  /** It touches security: whoever asks has to have shown in the last minutes who they are. */
  readonly needsProof?: true;
}

export const route = <const R extends Route>(it: R): R => it;

type Side<R, Name extends string, Kind extends 'input' | 'output'> = R extends { readonly [K in Name]: Schema }
  ? R[Name]['_zod'][Kind]
  : undefined;

/** What a caller sends. */
export type Sent<R, Name extends 'params' | 'query' | 'body'> = Side<R, Name, 'input'>;
/** What a handler gets. */
export type Received<R, Name extends 'params' | 'query' | 'body'> = Side<R, Name, 'output'>;
/** What a handler gives back, before it is parsed. */
export type Given<R> = Side<R, 'answer', 'input'>;
/** What a caller reads. */
export type Answered<R> = Side<R, 'answer', 'output'>;
