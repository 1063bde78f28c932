import { keepPreviousData, QueryClient, queryOptions } from '@tanstack/react-query';
import type { FlowName } from '#domain/flows/all.ts';
import type { DeskQuery } from '../review/list-filters.ts';
import type { Grouping } from '../statistics/groupings.ts';
import { call, tellSessionEnded } from './api.ts';

/** The client itself asks again when no answer came; here a failure is shown, with a button. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: false, staleTime: 5_000, gcTime: 10 * 60_000, networkMode: 'always', refetchOnReconnect: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

/** Null when nobody is signed in. Whoever was keeps their page, with the sign-in above it: what is typed there is not lost. */
export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: async ({ client, queryKey, signal }) => {
    const me = await call('GET /api/me', { signal });
    const known = client.getQueryData<typeof me>(queryKey);
    if (me || !known) return me;
    tellSessionEnded();
    return known;
  },
  staleTime: 30_000,
});

export const demoAccountsQuery = queryOptions({
  queryKey: ['demo-accounts'],
  queryFn: ({ signal }) => call('GET /api/demo-accounts', { signal }),
  // The passwords of the moment change every 30 seconds.
  staleTime: 0,
});

export const portalQuery = queryOptions({
  queryKey: ['portal'],
  queryFn: ({ signal }) => call('GET /api/portal', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

export const regionsQuery = queryOptions({
  queryKey: ['regions'],
  queryFn: ({ signal }) => call('GET /api/regions', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});

export const deskHomeQuery = queryOptions({
  queryKey: ['desk-home'],
  queryFn: ({ signal }) => call('GET /api/desk/home', { signal }),
});

export const statisticsQuery = (query: { readonly by: Grouping; readonly cohort?: number }) =>
  queryOptions({
    queryKey: ['statistics', query],
    queryFn: ({ signal }) => call('GET /api/desk/statistics', { query, signal }),
    placeholderData: keepPreviousData,
  });

export const deskCasesQuery = (filters: DeskQuery) =>
  queryOptions({
    queryKey: ['desk-cases', filters],
    queryFn: ({ signal }) => call('GET /api/desk/cases', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });

export const deskFilterOptionsQuery = queryOptions({
  queryKey: ['desk-filter-options'],
  queryFn: ({ signal }) => call('GET /api/desk/filter-options', { signal }),
  staleTime: 10 * 60_000,
});

/** What waits for me, in the order of the list: the way that J and K go. */
export const waitingQuery = (flow: FlowName) => deskCasesQuery({ flow, limit: 100 });

export const caseQuery = (ref: string) =>
  queryOptions({
    queryKey: ['case', ref],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}', { params: { ref }, signal }),
    // A document that is being made is there in a moment.
    refetchInterval: ({ state }) => (state.data?.documents.some(document => document.state === 'making') ? 2_000 : false),
  });

/** What a reviewer may change the type to, and the form of the one chosen. */
export const amendmentQuery = (ref: string, type: string, version: number) =>
  queryOptions({
    queryKey: ['amendment', ref, type, version],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/amendment/{type}', { params: { ref, type }, signal }),
    placeholderData: keepPreviousData,
  });

/** What may be corrected in a record in force, as it stands. */
export const correctionQuery = (ref: string, version: number) =>
  queryOptions({
    queryKey: ['correction', ref, version],
    queryFn: ({ signal }) => call('GET /api/cases/{ref}/correction', { params: { ref }, signal }),
  });

export type RequestState = 'pending' | 'changed' | 'refused' | 'all';
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

export type ObjectionState = 'pending' | 'answered' | 'all';
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
/** What waits for the school beside its cases. */
export const requestCountsQuery = queryOptions({
  queryKey: ['desk-requests'],
  queryFn: ({ signal }) => call('GET /api/desk/requests', { signal }),
});

export interface EmployerFilters {
  readonly flow?: 'online-signing' | 'online-termination';
  readonly state?: string;
  readonly q?: string;
  readonly due?: 'soon';
  readonly cursor?: string;
}
export const employerHomeQuery = queryOptions({
  queryKey: ['employer-home'],
  queryFn: ({ signal }) => call('GET /api/employer/home', { signal }),
});
export const employerCasesQuery = (filters: EmployerFilters) =>
  queryOptions({
    queryKey: ['employer-cases', filters],
    queryFn: ({ signal }) => call('GET /api/employer/cases', { query: filters, signal }),
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

export const importsQuery = queryOptions({
  queryKey: ['imports'],
  queryFn: ({ signal }) => call('GET /api/roster/imports', { signal }),
});

export const importQuery = (id: number) =>
  queryOptions({
    queryKey: ['import', id],
    queryFn: ({ signal }) => call('GET /api/roster/imports/{id}', { params: { id }, signal }),
  });

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: ({ signal }) => call('GET /api/school/settings', { signal }),
});

export const sealQuery = queryOptions({
  queryKey: ['seal'],
  queryFn: ({ signal }) => call('GET /api/school/seal', { signal }),
});

export type QualificationState = 'pending' | 'returned' | 'qualified';
export const qualificationsQuery = (state: QualificationState, cursor?: string) =>
  queryOptions({
    queryKey: ['qualifications', state, cursor],
    queryFn: ({ signal }) => call('GET /api/qualifications', { query: { state, cursor }, signal }),
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
