import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

/** The fields of a record in force that may be corrected, with their present values; those of another type where one is chosen. */
export const correctionQuery = (ref: string, version: number, type: string) =>
  queryOptions({
    queryKey: ['correction', ref, version, type],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/correction', { params: { ref }, query: { type }, signal }),
    placeholderData: keepPreviousData,
  });
