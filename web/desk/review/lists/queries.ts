import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';
import type { DeskQuery } from './list-filters.ts';

export const deskHomeQuery = queryOptions({
  queryKey: ['desk-home'],
  queryFn: ({ signal }) => call('GET /api/desk/home', { signal }),
});

export const deskCasesQuery = (filters: DeskQuery) =>
  queryOptions({
    queryKey: ['desk-cases', filters],
    queryFn: ({ signal }) => call('GET /api/desk/cases', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });

export const deskFilterOptionsQuery = queryOptions({
  queryKey: ['desk-filter-options'],
  queryFn: ({ signal }) => call('GET /api/desk/filter-options', { signal }),
  staleTime: 10 * 60_000,
});
