import { queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

/** What may be corrected in a record in force, as it stands. */
export const correctionQuery = (ref: string, version: number) =>
  queryOptions({
    queryKey: ['correction', ref, version],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/correction', { params: { ref }, signal }),
  });
