import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type TransferKind, transferKinds } from '#domain/transfers/kinds.ts';
import { checkPages } from '#domain/verification/check-words.ts';
import { formWords } from '#domain/verification/form-words.ts';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

const policy = (style: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self'${style}`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
const strict = policy('');

const html = (reply: FastifyReply): FastifyReply => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache');

/** Its scope is the folder it is served from, so it is served beside the pages and not among the files of the build. */
async function serviceWorker(): Promise<string> {
  const folder = join(dist, 'phone', 'assets', 'phone');
  const name = (await readdir(folder)).find(file => /^service-worker-[\w-]+\.js$/.test(file));
  if (!name) throw new Error('the build has no service worker');
  return readFile(join(folder, name), 'utf8');
}

/** The page of the public check in the words of a kind, which a browser without scripts reads too. */
function checkPageOf(kind: TransferKind, page: string): string {
  const { form, check } = formWords[kind];
  return page.replaceAll('__KIND__', kind).replaceAll('__CHECK__', check).replaceAll('__FORM__', form);
}

/** Serves the built pages: portal and phone pages as they are, the desk's with a nonce for the styles that it makes as it runs. */
export async function servePages(app: FastifyInstance): Promise<void> {
  const page = (...path: string[]): Promise<string> => readFile(join(dist, ...path), 'utf8');
  const [portal, api, agent, check, phone, desk] = await Promise.all([
    page('phone', 'public', 'index.html'),
    page('phone', 'public', 'api.html'),
    page('phone', 'public', 'agent.html'),
    page('phone', 'public', 'check', 'check.html'),
    page('phone', 'phone', 'index.html'),
    page('desk', 'index.html'),
  ]);
  const assets = { immutable: true, maxAge: '365d', index: false, preCompressed: true, decorateReply: false } as const;
  await app.register(fastifyStatic, { ...assets, root: join(dist, 'phone', 'assets', 'phone'), prefix: '/assets/phone/' });
  await app.register(fastifyStatic, { ...assets, root: join(dist, 'desk', 'assets'), prefix: '/desk/assets/' });

  const send = (text: string) => async (_: unknown, reply: FastifyReply) =>
    html(reply).header('content-security-policy', strict).send(text);
  app.get('/', send(portal));
  app.get('/api-docs', send(api));
  app.get('/agent', send(agent));
  for (const kind of transferKinds) app.get(checkPages[kind].path, send(checkPageOf(kind, check)));
  const worker = await serviceWorker();
  app.get('/check/service-worker.js', async (_, reply) =>
    reply
      .type('text/javascript; charset=utf-8')
      .header('cache-control', 'no-cache')
      .header('content-security-policy', strict)
      .send(worker),
  );
  app.get('/m', async (_, reply) => reply.redirect('/m/', 308));
  app.get('/m/*', send(phone));
  const sendDesk = async (_: unknown, reply: FastifyReply) => {
    const nonce = randomBytes(16).toString('base64');
    return html(reply)
      .header('content-security-policy', policy(` 'nonce-${nonce}'`))
      .send(desk.replaceAll('__CSP_NONCE__', nonce));
  };
  app.get('/desk', async (_, reply) => reply.redirect('/desk/', 308));
  app.get('/desk/*', sendDesk);
}
