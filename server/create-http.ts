import { readFileSync } from 'node:fs';
import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { z } from 'zod';
import { openApi } from '#contract/open-api.ts';
import { allRoutes } from '#contract/routes/all.ts';
import { isPermission, isWithoutSession } from '#domain/access.ts';
import { type RefusalCode, refuse } from '#domain/refusals.ts';
import { isStorageFull } from './platform/files/write-whole.ts';
import { guardBrowsers } from './platform/http/guard-browsers.ts';
import { ordinaryPace, paceBodies } from './platform/http/pace.ts';
import { problemOf } from './platform/http/problems.ts';
import { type HttpContext, mount, type Served } from './platform/http/serve-route.ts';
import { QueueFull } from './platform/limits/fair-queue.ts';
import type { Platform } from './platform/platform.ts';
import { isDatabaseAway } from './platform/postgres/database-away.ts';
import { ScannerAway } from './platform/virus-scan/virus-scan.ts';
import { servePages } from './serve-pages.ts';

const { version } = z
  .object({ version: z.string() })
  .parse(JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')));

/** A route that the contract does not have, that nobody serves, or that no row of the access table covers, stops the start. */
export function checkRoutes(served: readonly Served[]): void {
  const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
  const names = served.map(({ route }) => nameOf(route));
  const faults = [
    ...allRoutes.filter(route => !names.includes(nameOf(route))).map(route => `nobody serves ${nameOf(route)}`),
    ...names.filter((name, index) => names.indexOf(name) !== index).map(name => `served twice: ${name}`),
    ...served
      .filter(({ route }) => !allRoutes.some(known => nameOf(known) === nameOf(route)))
      .map(({ route }) => `not in the contract: ${nameOf(route)}`),
    ...served
      .filter(({ route }) => !isPermission(route.permission))
      .map(({ route }) => `not in the access table: ${nameOf(route)}`),
  ];
  if (faults.length > 0) throw new Error(`routes:\n  ${faults.join('\n  ')}`);
}

/** What the framework itself refuses, by its status. */
const refusalOfStatus: Readonly<Record<number, RefusalCode>> = {
  408: 'body-too-slow',
  413: 'file-too-large',
  415: 'media-type',
  429: 'overloaded',
};
/** A database or a scanner that restarts is back after some seconds. */
const retryAfter = '3';

function codeOf(error: Error): RefusalCode {
  if (error instanceof QueueFull) return 'overloaded';
  if (isStorageFull(error)) return 'storage-full';
  if (error instanceof ScannerAway) return 'virus-scan-down';
  return isDatabaseAway(error) ? 'starting-again' : 'internal';
}

/** Bytes that the disk of files must have free: five of the largest files for each of five senders at once. */
const leastRoom = 512 * 1024 * 1024;

/** What keeps this process from serving; undefined: nothing. */
async function whatIsMissing({ database, files }: Platform): Promise<'database' | 'storage' | undefined> {
  try {
    await database.pool.query('select 1');
  } catch {
    return 'database';
  }
  const room = await files.room().catch(() => 0);
  return room < leastRoom ? 'storage' : undefined;
}

const answer = (reply: FastifyReply, code: RefusalCode): FastifyReply => {
  const problem = problemOf(refuse(code));
  return reply.code(problem.status).type('application/problem+json').send(JSON.stringify(problem));
};

/** What developers read, and what a supervisor asks. */
function serveOperators(app: FastifyInstance, platform: Platform): void {
  const description = JSON.stringify(openApi(allRoutes, version));
  app.get('/openapi.json', async (_, reply) => reply.type('application/json').send(description));
  app.get('/livez', async () => ({ alive: true }));
  app.get('/readyz', async (_, reply) => {
    const missing = await whatIsMissing(platform);
    return missing ? reply.code(503).send({ ready: false, missing }) : { ready: true };
  });
}

/** The HTTP server with every route and page, not yet listening. Without built pages it serves the interface alone. */
export async function createHttp(
  platform: Platform,
  served: readonly Served[],
  context: HttpContext,
  { pages }: { pages: boolean },
): Promise<FastifyInstance> {
  checkRoutes(served);
  const logger: FastifyBaseLogger = platform.log;
  const app = Fastify({
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    trustProxy: 'loopback',
    bodyLimit: 256 * 1024,
    // However evenly it comes; the longest file at 30 kB a second takes twelve minutes.
    requestTimeout: 15 * 60_000,
    routerOptions: { maxParamLength: 200 },
    // Addresses that the router itself cannot read, and whose text its own answer would repeat.
    frameworkErrors: (_error, _request, reply) => answer(reply, 'not-found'),
  });
  // Nothing is logged of a request, so none needs a log of its own.
  app.setChildLoggerFactory(log => log);
  await guardBrowsers(app, {
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    strictTransportSecurity: platform.publicUrl.startsWith('https:') ? { maxAge: 31_536_000 } : false,
    xFrameOptions: { action: 'deny' },
  });
  // What is no page runs nothing and is framed by nobody; pages and downloads say so themselves. A worker among the assets loads its own.
  app.addHook('onSend', ({ url }, reply, _payload, done) => {
    if (!/^\/(desk\/)?assets\//.test(url) && !reply.hasHeader('content-security-policy'))
      reply.header('content-security-policy', "default-src 'none'; base-uri 'none'; frame-ancestors 'none'");
    done();
  });
  paceBodies(app, ordinaryPace);
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const known = refusalOfStatus[error.statusCode ?? 0];
    if (known) return answer(reply, known);
    if (error.statusCode !== undefined && error.statusCode < 500) return answer(reply, 'invalid-input');
    const code = codeOf(error);
    if (code !== 'overloaded') request.log.error({ err: error, req: request }, 'a request failed');
    if (code !== 'internal') reply.header('retry-after', retryAfter);
    return answer(reply, code);
  });
  const isBare = ({ route }: Served): boolean => isWithoutSession(route.permission);
  // The public check reads no cookie and has limits of its own: what it does for a request it does for each of a flood.
  for (const one of served.filter(isBare)) mount(app, one, context);
  await app.register(async ordinary => {
    await ordinary.register(cookie);
    // A desk behind one address is a whole school; what is costly to guess at has its own, narrower limits.
    await ordinary.register(rateLimit, {
      max: 6000,
      timeWindow: '1 minute',
      errorResponseBuilder: () => Object.assign(new Error('rate limit'), { statusCode: 429 }),
    });
    ordinary.setNotFoundHandler((_, reply) => answer(reply, 'not-found'));
    for (const one of served.filter(one => !isBare(one))) mount(ordinary, one, context);
    serveOperators(ordinary, platform);
    if (pages) await servePages(ordinary);
  });
  return app;
}
