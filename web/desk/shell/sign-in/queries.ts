import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: ({ signal }) => call('GET /api/demo-accounts', { signal }),
  // The passwords of the moment change every 30 seconds.
  staleTime: 0,
});

export const portalQuery = queryOptions({
  queryKey: ['portal'],
  queryFn: ({ signal }) => call('GET /api/portal', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});
