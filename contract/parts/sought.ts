/**
 * What people look for by a name or a number. Addresses are kept by proxies' logs, by the browser's history and by whoever is sent one; so
 * these travel in a header, form-encoded like the query that they are a part of. A cursor says where a list that is sorted by name goes on.
 */
export const soughtNames = ['q', 'employer', 'class', 'className', 'majorName', 'cursor'] as const;
export const soughtHeader = 'sought';

const isSought = (name: string): boolean => soughtNames.some(one => one === name);

/** Parts the entries of a query: what may stand in an address, and what may not. */
export function partSought(entries: Iterable<readonly [string, string]>) {
  const open = new URLSearchParams();
  const sought = new URLSearchParams();
  for (const [name, value] of entries) (isSought(name) ? sought : open).append(name, value);
  return { open, sought };
}
