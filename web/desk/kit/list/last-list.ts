import { type ListPlace, placeAt } from './list-place.ts';

/**
 * What a person last looked at in the lists: the filters and page of each list, the latest list, the row that was opened.
 * 返回列表 leads there. Kept until the page is reloaded.
 */
const places = new Map<string, ListPlace>();
let latest: string | undefined;
let opened: string | undefined;

export function rememberList(path: string, params: URLSearchParams, trail: readonly string[] = []): void {
  places.set(path, placeAt(path, params, trail));
  latest = path;
}
const placeOf = (path: string): ListPlace => places.get(path) ?? { href: path, state: {} };
export const backToList = (path: string): ListPlace => placeOf(path);

/** @param gathering lists of cases of all flows: if the latest list is one of them, the way back leads there, else to the case's own */
export const backFrom = (path: string, gathering: readonly string[]): ListPlace =>
  placeOf(latest !== undefined && gathering.includes(latest) ? latest : path);

export function rememberOpened(ref: string): void {
  opened = ref;
}
export const lastOpened = (): string | undefined => opened;
