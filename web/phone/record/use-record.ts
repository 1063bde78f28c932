import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { call } from '#web/common/client.ts';

export const recordKey = ['record'] as const;
export const objectionsKey = ['objections'] as const;

/** One's own record, page by page, newest first. */
export const useRecord = () =>
  useInfiniteQuery({
    queryKey: recordKey,
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call('GET /api/graduate/record', { query: pageParam ? { cursor: pageParam } : {}, signal }),
    getNextPageParam: ({ next }) => next,
  });

export const useObjections = () =>
  useQuery({ queryKey: objectionsKey, queryFn: ({ signal }) => call('GET /api/graduate/objections', { signal }) });
