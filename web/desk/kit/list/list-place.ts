/** Where a list is: its path with the filters that may be read by anybody, and, in the history alone, what is sought by name and the page. */
import { partSought } from '#contract/parts/sought.ts';

export interface ListState {
  /** The cursors of the pages before this one; the first page has none, written as an empty text. */
  readonly trail?: readonly string[];
  /** Form-encoded, as in the header of a request. */
  readonly sought?: string;
}
export interface ListPlace {
  readonly href: string;
  readonly state: ListState;
}

/** The whole filter of a place. */
export const paramsAt = (search: string, state: ListState | null | undefined): URLSearchParams =>
  new URLSearchParams([...new URLSearchParams(search), ...new URLSearchParams(state?.sought ?? '')]);

/** Names and numbers stay out of the address: it is kept by the browser's history, and shown to whoever looks at the screen. */
export function placeAt(path: string, params: URLSearchParams, trail: readonly string[] = []): ListPlace {
  const { open, sought } = partSought(params);
  return { href: open.size > 0 ? `${path}?${open}` : path, state: { trail, sought: sought.toString() } };
}

/** Whether an address names what it must not: one from before, or typed. */
export const isTelling = (search: string): boolean => partSought(new URLSearchParams(search)).sought.size > 0;
