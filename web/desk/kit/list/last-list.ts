/**
 * What a person last looked at in the lists: the filters and page of each list, the latest list, the row that was opened.
 * 返回列表 leads there. Kept until the page is reloaded.
 */
export interface ListPlace {
  readonly href: string;
  /** The cursors of the earlier pages; their number gives the number of this page. */
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

/** @param gathering lists of cases of all flows: if the latest list is one of them, the way back leads there, else to the case's own */
export const backFrom = (path: string, gathering: readonly string[]): ListPlace =>
  placeOf(latest !== undefined && gathering.includes(latest) ? latest : path);

export function rememberOpened(ref: string): void {
  opened = ref;
}
export const lastOpened = (): string | undefined => opened;
