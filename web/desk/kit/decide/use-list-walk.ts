import { infiniteQueryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { neighbours } from './neighbours.ts';

interface WalkPage {
  readonly refs: readonly string[];
  readonly next: string | null;
}
export interface WalkedList {
  /** Begins with a word that the desk's events make stale. */
  readonly key: readonly unknown[];
  /** Where the page begins on which the list was left. */
  readonly from: string | undefined;
  readonly read: (cursor: string | undefined, signal: AbortSignal) => Promise<WalkPage>;
}

const walkQuery = ({ key, from, read }: WalkedList) =>
  infiniteQueryOptions({
    queryKey: [...key, 'walk', from ?? ''],
    queryFn: ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: from,
    getNextPageParam: (last: WalkPage) => last.next ?? undefined,
  });

/** The way through a list as it was left, page after page, to its end. */
export function useListWalk(current: string, list: WalkedList) {
  const { data, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery(walkQuery(list));
  const refs = data?.pages.flatMap(page => page.refs) ?? [];
  const seen = useRef(refs);
  if (refs.includes(current)) seen.current = refs;
  const found = neighbours(refs, current, seen.current);
  // The next page is there before the last one of this page is decided.
  const isNearEnd = refs.indexOf(current) >= refs.length - 5 || found.next === undefined;
  useEffect(() => {
    if (data && hasNextPage && !isFetching && isNearEnd) void fetchNextPage();
  }, [data, hasNextPage, isFetching, isNearEnd, fetchNextPage]);
  return { ...found, isKnown: data !== undefined };
}
