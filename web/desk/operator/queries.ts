import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { qualificationStates } from '#domain/request-states.ts';
import { call } from '#web/desk/kit/api/api.ts';

export type QualificationState = (typeof qualificationStates)[number];

export const qualificationsQuery = (state: QualificationState, q: string | undefined, cursor?: string) =>
  queryOptions({
    queryKey: ['qualifications', state, q, cursor],
    queryFn: ({ signal }) => call('GET /api/qualifications', { query: { state, q, cursor }, signal }),
    placeholderData: keepPreviousData,
  });

export const qualificationQuery = (id: number) =>
  queryOptions({
    queryKey: ['qualification', id],
    queryFn: ({ signal }) => call('GET /api/qualifications/{id}', { params: { id }, signal }),
  });

export const queuesQuery = queryOptions({
  queryKey: ['queues'],
  queryFn: ({ signal }) => call('GET /api/queues', { signal }),
  refetchInterval: 5_000,
});

export const employerPeopleQuery = (id: number) =>
  queryOptions({
    queryKey: ['employer-people', id],
    queryFn: ({ signal }) => call('GET /api/organisations/{id}/people', { params: { id }, signal }),
  });
