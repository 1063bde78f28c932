import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { useListWalk } from '#web/desk/kit/decide/use-list-walk.ts';
import { backFrom } from '#web/desk/kit/list/last-list.ts';
import { gatheringPaths, listOf } from './lists/case-lists.ts';
import { deskHomeQuery } from './lists/queries.ts';
import { walkedList } from './lists/walked-list.ts';

export interface Walk {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** How many wait for me, this one included; from the live counts, since the page itself may have been fetched ahead. */
  readonly waiting: number;
}

/** The way through the list as it was left. The next case is fetched ahead, so that it opens at once. */
export function useWalk(page: CasePage): Walk {
  const queryClient = useQueryClient();
  const { previous, next } = useListWalk(page.ref, walkedList(backFrom(listOf(page.flow).path, gatheringPaths), page.flow));
  const home = useQuery(deskHomeQuery);
  useEffect(() => {
    if (next) void queryClient.prefetchQuery(caseQuery(next));
  }, [next, queryClient]);
  const waiting = home.data?.flows.find(({ flow }) => flow === page.flow)?.waiting ?? page.review?.waiting ?? 0;
  return { previous, next, waiting };
}
