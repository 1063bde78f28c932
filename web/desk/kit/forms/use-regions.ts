import { queryOptions, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { call } from '../api/api.ts';
import { regionsOf } from './region-tree.ts';

const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: ({ signal }) => call('GET /api/regions', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

/** Loaded once per visit, by the first page that asks. */
export function useRegions() {
  const query = useQuery(regionsQuery);
  const regions = useMemo(() => (query.data ? regionsOf(query.data) : undefined), [query.data]);
  return { regions, failed: query.isError, retry: () => void query.refetch() };
}
