/** The SMS link carries its token in the fragment, which no server and no log sees; afterwards only this tab keeps it. */
const key = 'agent-token';
const wellFormed = /^[\w-]{20,100}$/;

/** The part of the browser's storage that is needed. */
interface Place {
  readonly location: Pick<Location, 'hash' | 'pathname'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly storage: Pick<Storage, 'getItem' | 'setItem'>;
}

/** The token of the URL, taken out of it, else the one that this tab has kept; undefined without either. */
export function takeToken({ location, history, storage }: Place): string | undefined {
  const given = location.hash.slice(1);
  if (given) history.replaceState(null, '', location.pathname);
  try {
    if (wellFormed.test(given)) storage.setItem(key, given);
    const kept = given || (storage.getItem(key) ?? '');
    return wellFormed.test(kept) ? kept : undefined;
  } catch {
    // Storage is switched off: the token lives as long as the page does.
    return wellFormed.test(given) ? given : undefined;
  }
}
