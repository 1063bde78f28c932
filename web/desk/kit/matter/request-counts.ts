import { queryOptions, useQuery } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';
import type { Count } from './matter.ts';

const requestCountsQuery = queryOptions({
  queryKey: ['desk-requests'],
  queryFn: ({ signal }) => call('GET /api/desk/requests', { signal }),
});

/** How many requests of this kind wait for the school. */
export const requestCount = (name: string): Count => ({
  kind: 'waiting',
  useCount: () => useQuery(requestCountsQuery).data?.[name],
});
