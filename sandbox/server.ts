import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type Call, html, json, type Routes, readBody, SANDBOX_HEADER, send } from './http.ts';
import { page, styleSheet } from './page.ts';

const loopbackHosts = new Set(['127.0.0.1', '::1', 'localhost']);

/** A longest-prefix router: `'/chsi/*'` catches what `'/chsi/login/*'` does not. */
function findRoute(routes: Routes, method: string, path: string) {
  const exact = routes[`${method} ${path}`] ?? routes[`* ${path}`];
  if (exact) return exact;
  for (let end = path.lastIndexOf('/'); end >= 0; end = end > 0 ? path.lastIndexOf('/', end - 1) : -1) {
    const handler = routes[`* ${path.slice(0, end)}/*`];
    if (handler) return handler;
  }
  return undefined;
}

/** Opens the port before the routes are known: an issuer's address holds the port that the system gave. */
export async function listen(options: { port: number; host: string; allowRemote: boolean; publicUrl?: string | undefined }) {
  if (!options.allowRemote && !loopbackHosts.has(options.host)) {
    throw new Error(
      `the sandbox holds no real secrets and guards nothing: it binds to loopback only, not to ${options.host}, unless told to (allowRemote)`,
    );
  }
  let routes: Routes = {};
  const server = createServer((req, res) => {
    res.setHeader(SANDBOX_HEADER, '1');
    res.setHeader('x-content-type-options', 'nosniff');
    answer(req, res).catch(error => {
      console.error(`sandbox: ${error instanceof Error ? error.message : 'unknown error'}`);
      if (!res.headersSent) send(res, json({ error: 'sandbox error' }, 500));
    });
  });

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    const url = new URL(req.url ?? '/', 'http://sandbox');
    const method = req.method ?? 'GET';
    if (!options.allowRemote && !isExpectedHost(req.headers.host)) return send(res, json({ error: 'unexpected Host' }, 421));
    const handler = findRoute(routes, method, url.pathname);
    if (!handler)
      return send(res, html(page({ title: '没有这个页面', notice: '模拟外部服务', content: '<h1>没有这个页面</h1>' }), 404));
    // The issuer reads its own bodies, and so does the object store, whose bodies are files.
    const readsItself =
      (url.pathname.startsWith('/chsi/') && !url.pathname.startsWith('/chsi/login/')) || url.pathname.startsWith('/s3/');
    const call: Call = {
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: req.headers,
      body: readsItself ? Buffer.alloc(0) : await readBody(req),
      req,
      res,
    };
    const result = await handler(call);
    if (result) send(res, result);
  }

  // Against DNS rebinding: a page elsewhere must not read the inbox through a name of its own.
  function isExpectedHost(host: string | undefined): boolean {
    if (!host || !URL.canParse(`http://${host}`)) return false;
    const name = new URL(`http://${host}`).hostname.replace(/^\[|\]$/g, '');
    return loopbackHosts.has(name) || (options.publicUrl !== undefined && new URL(options.publicUrl).hostname === name);
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, resolve);
  });
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : options.port;
  const host = options.host.includes(':') ? `[${options.host}]` : options.host;
  return {
    url: options.publicUrl ?? `http://${host === '0.0.0.0' ? '127.0.0.1' : host}:${port}`,
    serve: (table: Routes) => {
      routes = {
        ...table,
        'GET /assets/sandbox.css': () => ({ headers: { 'content-type': 'text/css; charset=utf-8' }, body: styleSheet }),
      };
    },
    stop: () => close(server),
  };
}

function close(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve());
    // Hung answers and the inbox's event streams would keep it open for ever.
    server.closeAllConnections();
  });
}
