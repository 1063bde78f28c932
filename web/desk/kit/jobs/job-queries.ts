import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Answer, call } from '../api/api.ts';

export type Job = Answer<'GET /api/jobs/{id}'>;

const between = 1_000;
export const isOpen = (job: Pick<Job, 'finishedAt'> | undefined): boolean => job !== undefined && job.finishedAt === null;

/** One job, looked at every second until it is over. */
export const jobQuery = (id: number) =>
  queryOptions({
    queryKey: ['job', id],
    queryFn: ({ signal }) => call('GET /api/jobs/{id}', { params: { id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (isOpen(state.data) ? between : false),
  });

export const jobsQuery = (whose: 'mine' | 'school', cursor?: string) =>
  queryOptions({
    queryKey: ['jobs', whose, cursor],
    queryFn: ({ signal }) => call('GET /api/jobs', { query: { whose, ...(cursor ? { cursor } : {}) }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.jobs.some(isOpen) ? between : false),
    placeholderData: keepPreviousData,
  });

export type Outcome = 'waiting' | 'passed' | 'refused';
export const jobCasesQuery = (id: number, outcome: Outcome | undefined, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['job-cases', id, outcome, cursor],
    queryFn: ({ signal }) =>
      call('GET /api/jobs/{id}/cases', {
        params: { id },
        query: { limit: 50, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) },
        signal,
      }),
    staleTime: 0,
    placeholderData: keepPreviousData,
  });
