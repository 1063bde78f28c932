import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';

export type Groups = Answer<'GET /api/graduate/destination-types'>['groups'];
export type Way = Groups[number]['types'][number];

/** The types that fit this graduate, and what keeps them from handing one in. */
export const useWays = () =>
  useQuery({
    queryKey: ['ways'],
    queryFn: ({ signal }) => call('GET /api/graduate/destination-types', { signal }),
    staleTime: 60_000,
  });
