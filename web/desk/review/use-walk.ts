import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { caseQuery } from '#web/desk/kit/case/case-query.ts';
import { neighbours } from '#web/desk/kit/decide/neighbours.ts';
import { deskHomeQuery, waitingQuery } from './lists/queries.ts';

export interface Walk {
  readonly previous: string | undefined;
  readonly next: string | undefined;
  /** How many wait for me, this one included; from the live counts, since the page itself may have been fetched ahead. */
  readonly waiting: number;
}

/** The way through what waits for me, in the order of the list. The next one is fetched ahead, so that it opens at once. */
export function useWalk(page: CasePage): Walk {
  const queryClient = useQueryClient();
  const list = useQuery(waitingQuery(page.flow));
  const home = useQuery(deskHomeQuery);
  const refs = list.data?.rows.map(row => row.ref) ?? [];
  const { previous, next } = neighbours(refs, page.ref, page.review?.next ?? null);
  useEffect(() => {
    if (next) void queryClient.prefetchQuery(caseQuery(next));
  }, [next, queryClient]);
  return {
    previous,
    next,
    waiting: home.data?.flows.find(({ flow }) => flow === page.flow)?.waiting ?? page.review?.waiting ?? refs.length,
  };
}
