import { queryOptions } from '@tanstack/react-query';
import { call } from '../api/api.ts';

export const caseQuery = (ref: string) =>
  queryOptions({
    queryKey: ['case', ref],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}', { params: { ref }, signal }),
    // A document takes a few seconds to make.
    refetchInterval: ({ state }) => (state.data?.documents.some(document => document.state === 'making') ? 2_000 : false),
  });
