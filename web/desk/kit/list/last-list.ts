/**
 * Where somebody was in the lists: the filters and page of each, the list looked at last, the row that was opened. It is where
 * 返回列表 leads. Kept for the life of the page only.
 */
export interface ListPlace {
  readonly href: string;
  /** The cursors of the pages before: the number of the page. */
  readonly state: { readonly trail: readonly string[] };
}
const places = new Map<string, ListPlace>();
let latest: string | undefined;
let opened: string | undefined;

export function rememberList(path: string, params: URLSearchParams, trail: readonly string[] = []): void {
  places.set(path, { href: params.size > 0 ? `${path}?${params}` : path, state: { trail } });
  latest = path;
}
const placeOf = (path: string): ListPlace => places.get(path) ?? { href: path, state: { trail: [] } };
export const backToList = (path: string): string => placeOf(path).href;

/** The list that was looked at last, if it is one of these that gather cases of several lists; else the case's own. */
export const backFrom = (path: string, gathering: readonly string[]): ListPlace =>
  placeOf(latest !== undefined && gathering.includes(latest) ? latest : path);

export function rememberOpened(ref: string): void {
  opened = ref;
}
export const lastOpened = (): string | undefined => opened;
