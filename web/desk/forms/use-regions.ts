import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { regionsQuery } from '../app/queries.ts';
import { regionsOf } from './region-tree.ts';

/** Loaded once per visit, by the first page that asks. */
export function useRegions() {
  const query = useQuery(regionsQuery);
  const regions = useMemo(() => (query.data ? regionsOf(query.data) : undefined), [query.data]);
  return { regions, failed: query.isError, retry: () => void query.refetch() };
}
