/** The page that was asked for before the sign-in, as by a message's link: it opens afterwards. */
const key = 'return-path';

export function keepReturnPath(path: string): void {
  if (path !== '/') sessionStorage.setItem(key, path);
}

export function takeReturnPath(): string | undefined {
  const path = sessionStorage.getItem(key) ?? undefined;
  sessionStorage.removeItem(key);
  return path;
}
