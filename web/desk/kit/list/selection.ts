/** What is ticked in a list: rows one by one, over its pages, or all that its filter leaves. */

export interface Ticked {
  readonly ref: string;
  /** The version when it was ticked: a reviewer decides what they saw. */
  readonly version: number;
}
export interface All {
  readonly count: number;
  readonly asOf: string;
  /** What is warned of among them, by name. */
  readonly flagged: readonly string[];
}
export interface Selection {
  readonly ticked: ReadonlyMap<string, number>;
  readonly all: All | undefined;
}
/** The most rows that can be ticked one by one; for more there is the filter. */
export const mostTicked = 200;

export const nothing: Selection = { ticked: new Map(), all: undefined };
export const countOf = ({ ticked, all }: Selection): number => all?.count ?? ticked.size;

/** Ticks or unticks rows; rows beyond the server's limit stay as they were. */
export function tick({ ticked }: Selection, rows: readonly Ticked[], on: boolean): Selection {
  const next = new Map(ticked);
  for (const { ref, version } of rows) {
    if (!on) next.delete(ref);
    else if (next.size < mostTicked && !next.has(ref)) next.set(ref, version);
  }
  return { ticked: next, all: undefined };
}

export type PageState = 'none' | 'some' | 'every';
/** Of the rows of this page that can be ticked. */
export function pageState({ ticked, all }: Selection, rows: readonly Ticked[]): PageState {
  const count = all ? rows.length : rows.filter(({ ref }) => ticked.has(ref)).length;
  return count === 0 ? 'none' : count === rows.length ? 'every' : 'some';
}
