import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

/** What a reviewer may change the type to, and the form of the one chosen. */
export const amendmentQuery = (ref: string, type: string, version: number) =>
  queryOptions({
    queryKey: ['amendment', ref, type, version],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/amendment/{type}', { params: { ref, type }, signal }),
    placeholderData: keepPreviousData,
  });
