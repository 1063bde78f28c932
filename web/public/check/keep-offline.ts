/** A page that has been opened once works without a network: itself, what it loads later, and the keys are kept. */
const cacheName = 'check';

/** Everything that verifying a form's statement needs, loaded before it is needed. */
const parts = () => [import('./verify-statement.ts'), import('./destination-word.ts'), import('@noble/ed25519')];

async function keep(): Promise<void> {
  await navigator.serviceWorker.register('/check/service-worker.js', { scope: '/check/' });
  await Promise.all(parts());
  const loaded = performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname);
  const files = new Set(loaded.filter(path => path.startsWith('/assets/')));
  const cache = await caches.open(cacheName);
  const fresh = ['/check/archive', '/check/hukou', '/.well-known/jwks.json'];
  await cache.addAll([...fresh, ...files]);
  // What earlier versions of the page have left.
  for (const { url } of await cache.keys()) {
    const path = new URL(url).pathname;
    if (!fresh.includes(path) && !files.has(path)) await cache.delete(url);
  }
}

/** After the page is there; where the browser keeps nothing, the page works as long as there is a network. */
export function keepOffline(): void {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return;
  const begin = () => keep().catch(error => console.warn('not kept for use without a network', error));
  if (document.readyState === 'complete') setTimeout(begin);
  else addEventListener('load', () => setTimeout(begin));
}
