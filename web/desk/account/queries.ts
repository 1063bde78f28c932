import { queryOptions } from '@tanstack/react-query';
import { call } from '../app/api.ts';

export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => call('GET /api/account/security', { signal }),
});
