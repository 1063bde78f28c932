/** What the QR of a form brings along, in the fragment, which no server and no log sees. */
export interface Scanned {
  readonly token: string;
  /** Compact JWS; undefined where the link was cut. */
  readonly statement: string | undefined;
}

interface Place {
  readonly location: Pick<Location, 'hash' | 'pathname'>;
  readonly history: Pick<History, 'replaceState'>;
}

/** Taken out of the address bar, so that it is in no screenshot and in no history. */
export function takeScanned({ location, history }: Place): Scanned | undefined {
  if (location.hash === '') return undefined;
  const given = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  const [token = '', statement = ''] = [given.get('t') ?? '', given.get('s') ?? ''];
  if (!/^[\w-]{22}$/.test(token)) return undefined;
  return { token, statement: /^[\w-]+\.[\w-]+\.[\w-]+$/.test(statement) ? statement : undefined };
}
