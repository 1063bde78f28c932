import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';
import type { Grouping } from './groupings.ts';

export const statisticsQuery = (query: { readonly by: Grouping; readonly cohort?: number }) =>
  queryOptions({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => call('GET /api/desk/statistics', { query, signal }),
    placeholderData: keepPreviousData,
  });
