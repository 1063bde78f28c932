import { useSearchParams } from 'wouter';
import { useHistoryState } from 'wouter/use-browser-location';

interface Trail {
  /** The cursors of the pages before this one; the first page has none, written as an empty text. */
  readonly trail?: readonly string[];
}

/** A list's filters and page, in the URL: they survive a reload, the way back, and being sent to a colleague. */
export function useListUrl() {
  const [params, setParams] = useSearchParams();
  const trail = useHistoryState<Trail | null>()?.trail ?? [];
  const cursor = params.get('cursor') ?? undefined;

  const filter = (name: string, value: string | undefined) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        next.delete('cursor');
        if (value) next.set(name, value);
        else next.delete(name);
        return next;
      },
      { replace: true },
    );

  const clear = (names: readonly string[]) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        for (const name of ['cursor', ...names]) next.delete(name);
        return next;
      },
      { replace: true },
    );

  const turnTo = (target: string | undefined, newTrail: readonly string[]) =>
    setParams(
      before => {
        const next = new URLSearchParams(before);
        if (target) next.set('cursor', target);
        else next.delete('cursor');
        return next;
      },
      { state: { trail: newTrail } },
    );

  return {
    params,
    cursor,
    trail,
    filter,
    clear,
    pageNumber: trail.length + 1,
    /** A sent URL may open a list in the middle: the way back is then to the first page. */
    hasPrevious: cursor !== undefined,
    previous: () => turnTo(trail.at(-1) || undefined, trail.slice(0, -1)),
    next: (nextCursor: string) => turnTo(nextCursor, [...trail, cursor ?? '']),
  };
}
export type ListUrl = ReturnType<typeof useListUrl>;
