import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '#web/desk/kit/api/api.ts';

export interface EmployerFilters {
  readonly flow?: 'online-signing' | 'online-termination';
  readonly state?: string;
  readonly q?: string;
  readonly due?: 'soon';
  readonly school?: number;
  readonly colleagueId?: number;
  readonly cursor?: string;
}

export const employerHomeQuery = queryOptions({
  queryKey: ['employer-home'],
  queryFn: ({ signal }) => call('GET /api/employer/home', { signal }),
});

/** Who has sixty to hire ticks them on a page or two. */
const rowsOnPage = 50;

export const employerCasesQuery = (filters: EmployerFilters) =>
  queryOptions({
    queryKey: ['employer-cases', filters],
    queryFn: ({ signal }) => call('GET /api/employer/cases', { query: { ...filters, limit: rowsOnPage }, signal }),
    placeholderData: keepPreviousData,
  });

export const organisationQuery = queryOptions({
  queryKey: ['organisation'],
  queryFn: ({ signal }) => call('GET /api/employer', { signal }),
});

export const invitationDefaultsQuery = queryOptions({
  queryKey: ['invitation-defaults'],
  queryFn: ({ signal }) => call('GET /api/employer/invitation-defaults', { signal }),
  staleTime: 60_000,
});

export const defaultTermsQuery = queryOptions({
  queryKey: ['default-terms'],
  queryFn: ({ signal }) => call('GET /api/employer/default-terms', { signal }),
});

export const membersQuery = queryOptions({
  queryKey: ['members'],
  queryFn: ({ signal }) => call('GET /api/employer/members', { signal }),
});

export const batchesQuery = queryOptions({
  queryKey: ['invitation-batches'],
  queryFn: ({ signal }) => call('GET /api/employer/invitation-batches', { signal }),
});

export const batchQuery = (id: number) =>
  queryOptions({
    queryKey: ['invitation-batch', id],
    queryFn: ({ signal }) => call('GET /api/employer/invitation-batches/{id}', { params: { id }, signal }),
    // Rows go out several times a second.
    refetchInterval: ({ state }) => (state.data?.state === 'sending' ? 1_000 : false),
  });

type RowOutcome = 'faulty' | 'ready' | 'sent' | 'refused';
export const batchRowsQuery = (id: number, stage: string, outcome: RowOutcome | undefined, after: number) =>
  queryOptions({
    queryKey: ['invitation-rows', id, stage, outcome, after],
    queryFn: ({ signal }) =>
      call('GET /api/employer/invitation-batches/{id}/rows', { params: { id }, query: { outcome, after }, signal }),
    placeholderData: keepPreviousData,
  });

export const wishesQuery = queryOptions({
  queryKey: ['employer-wishes'],
  queryFn: ({ signal }) => call('GET /api/employer/invitation-wishes', { signal }),
});

export const employerFiltersQuery = (flow: 'online-signing' | 'online-termination') =>
  queryOptions({
    queryKey: ['employer-filters', flow],
    queryFn: ({ signal }) => call('GET /api/employer/cases/filters', { query: { flow }, signal }),
    staleTime: 60_000,
  });
