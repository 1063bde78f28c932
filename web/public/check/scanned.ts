/** What the QR of an agreement brings along: which one it says it is. Proved is nothing before its file is read. */
export interface ScannedAgreement {
  readonly agreementNumber: string;
  readonly version: string;
}
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
export function takeScanned({ location, history }: Place): Scanned | ScannedAgreement | undefined {
  if (location.hash === '') return undefined;
  const given = new URLSearchParams(location.hash.slice(1));
  history.replaceState(null, '', location.pathname);
  const [, agreementNumber, version] = /^QX1:([0-9A-Z-]{1,40}):(\d{1,9}):[0-9A-F]{16}$/.exec(given.get('a') ?? '') ?? [];
  if (agreementNumber && version) return { agreementNumber, version };
  const [token = '', statement = ''] = [given.get('t') ?? '', given.get('s') ?? ''];
  if (!/^[\w-]{22}$/.test(token)) return undefined;
  return { token, statement: /^[\w-]+\.[\w-]+\.[\w-]+$/.test(statement) ? statement : undefined };
}
