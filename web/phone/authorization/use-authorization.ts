import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';

export type Authorization = Answer<'GET /api/graduate/authorization'>;
export type LiveCode = Authorization['live'][number];
export type AuthorizationCode = Answer<'GET /api/graduate/authorization/codes/{id}'>;
export type Check = Authorization['checks'][number];

const all = ['authorization'] as const;

/** Asks again soon while a form is being made. */
const pace = (papers: readonly LiveCode['paper'][]): number | false =>
  papers.some(({ state }) => state === 'making') ? 3000 : false;

export const useAuthorization = () =>
  useQuery({
    queryKey: all,
    queryFn: ({ signal }) => call('GET /api/graduate/authorization', { signal }),
    refetchInterval: ({ state }) => pace(state.data?.live.map(({ paper }) => paper) ?? []),
  });

export const useAuthorizationCode = (id: number) =>
  useQuery({
    queryKey: [...all, 'code', id],
    queryFn: ({ signal }) => call('GET /api/graduate/authorization/codes/{id}', { params: { id }, signal }),
    refetchInterval: ({ state }) => pace(state.data && !state.data.ended ? [state.data.paper] : []),
    // The code itself is kept nowhere once the page is left.
    gcTime: 0,
  });

/** After a command: everything is read anew. */
export function useReloadAuthorization(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: all }), [queries]);
}
