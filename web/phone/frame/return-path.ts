/** Where somebody wanted to go before signing in: a message's link leads there afterwards. */
const key = 'return-path';

export function keepReturnPath(path: string): void {
  if (path !== '/') sessionStorage.setItem(key, path);
}

export function takeReturnPath(): string | undefined {
  const path = sessionStorage.getItem(key) ?? undefined;
  sessionStorage.removeItem(key);
  return path;
}
