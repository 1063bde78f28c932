/// <reference lib="webworker" />
/** Answers from what the page has kept (keep-offline.ts) when there is no network. Files of a build never change; all else is asked anew. */
interface Fetched extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Extended extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Worker {
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
  addEventListener(type: 'install' | 'activate', listener: (event: Extended) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetched) => void): void;
}
declare const self: Worker & { readonly location: Location };

const kept = async (path: string): Promise<Response | undefined> => (await caches.open('check')).match(path);

async function fileOfBuild(request: Request, path: string): Promise<Response> {
  return (await kept(path)) ?? fetch(request);
}
async function newest(request: Request, path: string): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const old = await kept(path);
    if (old) return old;
    throw error;
  }
}

self.addEventListener('install', event => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', event => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', event => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (pathname.startsWith('/assets/')) event.respondWith(fileOfBuild(request, pathname));
  else if (pathname.startsWith('/check/') || pathname === '/.well-known/jwks.json') event.respondWith(newest(request, pathname));
});
