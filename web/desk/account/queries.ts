import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: ({ signal }) => call('GET /api/account/security', { signal }),
});

export const messagesQuery = (cursor?: string) =>
  queryOptions({
    queryKey: ['messages', cursor],
    queryFn: ({ signal }) => call('GET /api/messages', { query: { cursor }, signal }),
    placeholderData: keepPreviousData,
  });

export const sessionsQuery = queryOptions({
  queryKey: ['sessions'],
  queryFn: ({ signal }) => call('GET /api/sessions', { signal }),
});
