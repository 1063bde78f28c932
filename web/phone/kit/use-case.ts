import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { CasePage } from '#contract/routes/cases.ts';
import { call } from '#web/common/client.ts';
import { meKey } from './use-me.ts';

export const casesKey = ['cases'] as const;
export const caseKey = (ref: string) => ['case', ref] as const;

/** Asks often while the PDF is being made, now and then while others decide, else only when the page comes to the front. */
const pace = (page: CasePage | undefined): number | false => {
  if (page?.documents.some(({ state }) => state === 'making')) return 3_000;
  return page?.waitsFor ? 30_000 : false;
};

export const useCase = (ref: string) =>
  useQuery({
    queryKey: caseKey(ref),
    queryFn: ({ signal }) => call('GET /api/cases/{ref}', { params: { ref }, signal }),
    refetchInterval: ({ state }) => pace(state.data),
  });

/** Reloads a case after a file was added or removed. */
export function useRefreshCase(ref: string): () => void {
  const queries = useQueryClient();
  return useCallback(() => void queries.invalidateQueries({ queryKey: caseKey(ref) }), [queries, ref]);
}

/** Stores the case that a command has answered with, and reloads the cards and counts. */
export function useTakeIn() {
  const queries = useQueryClient();
  return useCallback(
    (page: CasePage) => {
      queries.setQueryData(caseKey(page.ref), page);
      void queries.invalidateQueries({ queryKey: casesKey });
      void queries.invalidateQueries({ queryKey: meKey });
    },
    [queries],
  );
}
