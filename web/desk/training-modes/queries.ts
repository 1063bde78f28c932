import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ModeRequestState } from '#contract/routes/training-modes.ts';
import { call } from '#web/desk/kit/api/api.ts';

export const modeRequestsQuery = (filters: {
  readonly state?: ModeRequestState | undefined;
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
}) =>
  queryOptions({
    queryKey: ['mode-requests', filters],
    queryFn: ({ signal }) => call('GET /api/training-mode-requests', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });
export const modeRequestQuery = (ref: string) =>
  queryOptions({
    queryKey: ['mode-request', ref],
    queryFn: ({ signal }) => call('GET /api/training-mode-requests/{ref}', { params: { ref }, signal }),
  });
export const modeFormQuery = (id: number) =>
  queryOptions({
    queryKey: ['graduate', id, 'mode'],
    queryFn: ({ signal }) => call('GET /api/graduates/{id}/training-mode', { params: { id }, signal }),
    staleTime: 0,
  });
