import { useEffect, useMemo } from 'react';
import { useLocation, useSearch } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';
import { isTelling, type ListState, paramsAt, placeAt } from './list-place.ts';

const stateNow = (): ListState | null => window.history.state;
const none: readonly string[] = [];

/**
 * A list's filters and page. Those that anybody may read are in the URL and can be sent to a colleague; what is sought by name or number,
 * and the page, are in the browser's history state: they survive a reload and the way back, and are in no log and no list of addresses.
 */
export function useListUrl() {
  const [path, navigate] = useLocation();
  const search = useSearch();
  const state = useHistoryState<ListState | null>();
  const params = useMemo(() => paramsAt(search, state), [search, state]);
  const trail = state?.trail ?? none;
  const cursor = params.get('cursor') ?? undefined;

  // A link from before, or a typed one: what it must not show leaves the address as soon as it was read.
  useEffect(() => {
    if (!isTelling(search)) return;
    const { href, state: kept } = placeAt(path, paramsAt(search, stateNow()));
    navigate(href, { state: kept, replace: true });
  }, [path, search, navigate]);

  /** Read as it is now: two changes may come in one moment. */
  const go = (change: (next: URLSearchParams) => void, options: { trail?: readonly string[]; replace?: boolean }) => {
    const next = paramsAt(window.location.search, stateNow());
    change(next);
    const { href, state: kept } = placeAt(path, next, options.trail);
    navigate(href, { state: kept, replace: options.replace ?? false });
  };

  const filter = (name: string, value: string | undefined) =>
    go(
      next => {
        next.delete('cursor');
        if (value) next.set(name, value);
        else next.delete(name);
      },
      { replace: true },
    );

  const clear = (names: readonly string[]) =>
    go(
      next => {
        for (const name of ['cursor', ...names]) next.delete(name);
      },
      { replace: true },
    );

  const turnTo = (target: string | undefined, newTrail: readonly string[]) =>
    go(
      next => {
        if (target) next.set('cursor', target);
        else next.delete('cursor');
      },
      { trail: newTrail },
    );

  return {
    params,
    cursor,
    trail,
    filter,
    clear,
    pageNumber: trail.length + 1,
    hasPrevious: cursor !== undefined,
    previous: () => turnTo(trail.at(-1) || undefined, trail.slice(0, -1)),
    next: (nextCursor: string) => turnTo(nextCursor, [...trail, cursor ?? '']),
  };
}
export type ListUrl = ReturnType<typeof useListUrl>;
