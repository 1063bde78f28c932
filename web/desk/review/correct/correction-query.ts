import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

/** The fields of a record in force that may be corrected, with their present values. */
export const correctionQuery = (ref: string, version: number) =>
  queryOptions({
    queryKey: ['correction', ref, version],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/correction', { params: { ref }, signal }),
  });
