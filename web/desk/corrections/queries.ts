import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { changeRequestStates, objectionStates } from '#domain/request-states.ts';
import { call } from '#web/desk/kit/api/api.ts';

export type RequestState = (typeof changeRequestStates)[number] | 'all';

export const changeRequestsQuery = (state: RequestState, cursor?: string) =>
  queryOptions({
    queryKey: ['change-requests', state, cursor],
    queryFn: ({ signal }) => call('GET /api/change-requests', { query: { state, cursor }, signal }),
    placeholderData: keepPreviousData,
  });

export const changeRequestQuery = (id: number) =>
  queryOptions({
    queryKey: ['change-request', id],
    queryFn: ({ signal }) => call('GET /api/change-requests/{id}', { params: { id }, signal }),
  });

export type ObjectionState = (typeof objectionStates)[number] | 'all';

export const objectionsQuery = (state: ObjectionState, cursor?: string) =>
  queryOptions({
    queryKey: ['objections', state, cursor],
    queryFn: ({ signal }) => call('GET /api/objections', { query: { state, cursor }, signal }),
    placeholderData: keepPreviousData,
  });

export const objectionQuery = (id: number) =>
  queryOptions({
    queryKey: ['objection', id],
    queryFn: ({ signal }) => call('GET /api/objections/{id}', { params: { id }, signal }),
  });
