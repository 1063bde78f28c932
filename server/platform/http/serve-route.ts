import type { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { Given, Received, Route } from '#contract/parts/route.ts';
import { partSought, soughtHeader, soughtNames } from '#contract/parts/sought.ts';
import { isOpenBefore, isWithoutSession, reachOf } from '#domain/access.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { type Actor, stranger } from '../scope/actor.ts';
import { type Scope, scopeOf } from '../scope/scope.ts';
import { InfectedFile } from '../virus-scan/virus-scan.ts';
import { faultOfJson } from './fault-of-json.ts';
import { fieldsOf, hasFields, problemOf } from './problems.ts';
import { prefixOf, senderOf } from './sender-of.ts';
import type { Visit } from './visit.ts';

/** What a handler gets: parsed input, who asks, how far they may see. */
export interface Ask<R extends Route> {
  readonly params: Received<R, 'params'>;
  readonly query: Received<R, 'query'>;
  readonly body: Received<R, 'body'>;
  readonly actor: Actor;
  readonly scope: Scope;
  /** The sender's idempotency key. */
  readonly key: string;
  /** The uploaded file as it comes in; empty where the route takes none. */
  readonly file: { readonly stream: Readable; readonly name: string };
  /** The first parts of the sender's address: /24 or /48, enough to tell places apart. */
  readonly addressPrefix: string;
  /** Whose address it is, for limits: IPv4, or the first 64 bits of IPv6. Kept nowhere. */
  readonly sender: string;
  readonly device: string;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** A file as an answer. */
export interface Download {
  readonly stream: Readable | Buffer;
  readonly mediaType: string;
  readonly fileName: string;
  readonly bytes?: number;
  /** Shown in the browser instead of saved. */
  readonly inline?: boolean;
}
export interface Redirect {
  readonly location: string;
}

export type AnswerOf<R extends Route> = R extends { readonly medium: 'download' }
  ? Download
  : R extends { readonly medium: 'redirect' }
    ? Redirect
    : R extends { readonly medium: 'events' }
      ? undefined
      : Given<R>;
export type Handler<R extends Route> = (ask: Ask<R>) => Promise<AnswerOf<R> | Refused>;

export interface Served<R extends Route = Route> {
  readonly route: R;
  readonly handler: (ask: never) => Promise<unknown>;
  /** What is refused of a sender whatever it asks: known before its body is read, so that a flood costs little. */
  readonly turnAway?: (sender: string, reply: FastifyReply) => Refused | undefined;
}
/** The answer of a command that has nothing else to say. */
export const ok = { done: true } as const;

/** Ties a handler to its route; a matter's `routes.ts` is a list of these. */
export const serve = <R extends Route>(route: R, handler: Handler<R>, early: Pick<Served, 'turnAway'> = {}): Served => ({
  ...{ route, handler },
  ...early,
});

/** Who sent an infected file, and where. */
export interface Infecting extends Visit {
  readonly route: Route;
}

export interface HttpContext {
  /** The session of a request; undefined for a stranger. */
  readonly authenticate: (request: FastifyRequest) => Promise<Actor | undefined>;
  /** Writes down that somebody sent an infected file. */
  readonly recordInfected: (file: InfectedFile, by: Infecting) => Promise<void>;
}

const refusalBefore = { password: 'password-to-change', 'second-factor': 'second-factor-to-set-up' } as const;

const fileNameOf = (request: FastifyRequest): string => {
  const header = request.headers['file-name'];
  try {
    return typeof header === 'string'
      ? decodeURIComponent(header)
          .replace(/[\\/\p{Cc}]/gu, '_')
          .slice(0, 200)
      : '';
  } catch {
    return '';
  }
};

/** A browser says where a write comes from; one that comes from another site is refused (OWASP ASVS 5.0, 3.5). */
function comesFromElsewhere(request: FastifyRequest): boolean {
  const site = request.headers['sec-fetch-site'];
  if (typeof site === 'string') return site !== 'same-origin' && site !== 'none';
  const { origin } = request.headers;
  // `null` is what a sandboxed frame calls itself.
  return origin !== undefined && (!URL.canParse(origin) || new URL(origin).host !== request.headers.host);
}

/** An upload comes as plain bytes, everything else as JSON. Looked at before a byte of the body is read. */
const isOtherMedium = ({ medium }: Route, { headers }: FastifyRequest): boolean => {
  const given = headers['content-type'];
  const isBytes = given?.split(';')[0]?.trim().toLowerCase() === 'application/octet-stream';
  return medium === 'upload' ? !isBytes : isBytes;
};

function refuseWith(reply: FastifyReply, refusal: Refused): FastifyReply {
  const problem = problemOf(refusal, hasFields(refusal) ? refusal.fields : undefined);
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
}

/** The query as handlers know it: what is sought comes in its header and is refused in an address, where logs and histories keep it. */
function queryOf(request: FastifyRequest, faults: Record<string, string>): unknown {
  const inAddress = new URLSearchParams(request.url.split('?')[1] ?? '');
  for (const name of soughtNames) if (inAddress.has(name)) faults[name] = '查找的内容不能写在网址中，请刷新页面后重试';
  const header = request.headers[soughtHeader];
  if (typeof header !== 'string') return request.query;
  const { sought } = partSought(new URLSearchParams(header.slice(0, 4000)));
  return { ...Object(request.query), ...Object.fromEntries(sought) };
}

/** Mounts a route: checks access, parses the request, calls the handler, parses the answer. */
export function mount(app: FastifyInstance, { route, handler, turnAway }: Served, context: HttpContext): void {
  const url = route.path.replace(/\{(\w+)\}/g, ':$1');
  const writes = route.method !== 'GET';
  app.route({
    method: route.method,
    url,
    ...(route.maxBytes ? { bodyLimit: route.maxBytes } : {}),
    onRequest: (request, reply, done) => {
      const refusal = isOtherMedium(route, request) ? refuse('media-type') : turnAway?.(senderOf(request.ip), reply);
      if (refusal) refuseWith(reply, refusal);
      else done();
    },
    handler: async (request, reply) => {
      const actor = isWithoutSession(route.permission) ? stranger : ((await context.authenticate(request)) ?? stranger);
      const reach = reachOf(route.permission, actor.kind);
      if (!reach) {
        const isStranger = actor.kind === 'anyone';
        // Pages offer nobody what they may not: somebody tries doors.
        if (!isStranger) request.log.warn({ req: request, kind: actor.kind, accountId: actor.accountId }, 'refused: not allowed');
        return refuseWith(reply, refuse(isStranger ? 'not-signed-in' : 'not-allowed'));
      }
      if (actor.graduate && !actor.graduate.checked && !isOpenBefore(route.permission, 'checking'))
        return refuseWith(reply, refuse('basic-information-unchecked'));
      if (actor.mustFirst && !isOpenBefore(route.permission, 'securing'))
        return refuseWith(reply, refuse(refusalBefore[actor.mustFirst]));
      if (writes && comesFromElsewhere(request)) {
        request.log.warn({ req: request }, 'refused: sent by another site');
        return refuseWith(reply, refuse('not-allowed'));
      }

      const faults: Record<string, string> = {};
      const part = (schema: z.ZodType | undefined, value: unknown): unknown => {
        if (!schema) return undefined;
        const fault = faultOfJson(value);
        if (fault) {
          faults[''] = fault;
          return undefined;
        }
        const parsed = schema.safeParse(value);
        if (parsed.success) return parsed.data;
        Object.assign(faults, fieldsOf(parsed.error));
        return undefined;
      };
      const isUpload = route.medium === 'upload';
      const key = request.headers['idempotency-key'];
      // Worked out from the forwarded addresses at each reading.
      const { ip } = request;
      const ask = {
        params: part(route.params, request.params),
        query: route.query ? part(route.query, queryOf(request, faults)) : undefined,
        body: isUpload ? undefined : part(route.body, request.body),
        actor,
        scope: scopeOf(actor, reach),
        key: typeof key === 'string' && /^[\w-]{8,64}$/.test(key) ? key : crypto.randomUUID(),
        file: { stream: isUpload ? request.body : undefined, name: fileNameOf(request) },
        addressPrefix: prefixOf(ip),
        sender: senderOf(ip),
        device: String(request.headers['user-agent'] ?? '').slice(0, 200),
        request,
        reply,
      };
      if (Object.keys(faults).length > 0) return refuseWith(reply, { ...refuse('invalid-input'), fields: faults } as Refused);
      // After the faults of the fields: nobody types a password for what is sent back anyway.
      if (route.needsProof && !actor.proven) return refuseWith(reply, refuse('prove-again'));

      const answer = await handler(ask as never).catch(async (error: unknown) => {
        if (!(error instanceof InfectedFile)) throw error;
        await context.recordInfected(error, { ...ask, route });
        return refuse('file-infected', { name: error.signature });
      });
      if (isRefused(answer)) return refuseWith(reply, answer);
      switch (route.medium) {
        case 'redirect':
          return reply.redirect((answer as Redirect).location, 303);
        case 'download':
          return sendDownload(reply, answer as Download);
        case 'events':
          return reply;
        default:
          return (
            reply
              // Unless the handler knows better, which it does for tables that everybody reads.
              .header('cache-control', reply.getHeader('cache-control') ?? 'no-store')
              .type('application/json')
              .send(JSON.stringify(route.answer?.parse(answer)))
          );
      }
    },
  });
}

function sendDownload(reply: FastifyReply, { stream, mediaType, fileName, bytes, inline = false }: Download): FastifyReply {
  reply.header('cache-control', 'private, no-store');
  reply.header('content-disposition', `${inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(fileName)}`);
  // An uploaded file is somebody else's content: nothing in it may run under our origin.
  reply.header(
    'content-security-policy',
    "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'; sandbox",
  );
  if (bytes !== undefined) reply.header('content-length', bytes);
  return reply.type(mediaType).send(stream);
}
