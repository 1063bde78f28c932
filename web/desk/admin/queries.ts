import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { type Answer, call } from '#web/desk/kit/api/api.ts';

export type Account = Answer<'GET /api/accounts'>['rows'][number];
export type AccountAct = 'disable' | 'enable' | 'reset-password' | 'end-sessions' | 'remove-second-factor';
export type WithPassword = Answer<'POST /api/accounts'>;

export interface AccountFilters {
  readonly q?: string;
  readonly kind?: Account['kind'];
  readonly state?: 'active' | 'disabled';
  readonly department?: number;
  readonly cursor?: string;
}
export const accountsQuery = (filters: AccountFilters) =>
  queryOptions({
    queryKey: ['accounts', filters],
    queryFn: ({ signal }) => call('GET /api/accounts', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });

export const accountImportsQuery = queryOptions({
  queryKey: ['account-imports'],
  queryFn: ({ signal }) => call('GET /api/account-imports', { signal }),
});

export const departmentsQuery = queryOptions({
  queryKey: ['departments'],
  queryFn: ({ signal }) => call('GET /api/departments', { signal }),
});

export const schoolsQuery = (filters: { readonly q?: string; readonly cursor?: string }) =>
  queryOptions({
    queryKey: ['schools', filters],
    queryFn: ({ signal }) => call('GET /api/schools', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });
export const schoolAdminsQuery = (id: number) =>
  queryOptions({
    queryKey: ['school-admins', id],
    queryFn: ({ signal }) => call('GET /api/schools/{id}/admins', { params: { id }, signal }),
  });

export interface LogFilters {
  readonly school?: string;
  readonly action?: string;
  readonly actor?: string;
  readonly object?: string;
  readonly q?: string;
  readonly employer?: string;
  readonly from?: string;
  readonly to?: string;
  readonly cursor?: string;
}
export const logQuery = (filters: LogFilters) =>
  queryOptions({
    queryKey: ['audit-events', filters],
    queryFn: ({ signal }) => call('GET /api/audit-events', { query: filters, signal }),
    placeholderData: keepPreviousData,
  });
export const logDetailQuery = (id: number) =>
  queryOptions({
    queryKey: ['audit-event', id],
    queryFn: ({ signal }) => call('GET /api/audit-events/{id}', { params: { id }, signal }),
    // Each look is written down: the same window opened again is not another look.
    staleTime: Number.POSITIVE_INFINITY,
  });

export const auditTreeQuery = queryOptions({
  queryKey: ['audit-tree'],
  queryFn: ({ signal }) => call('GET /api/audit-tree', { signal }),
  refetchInterval: 30_000,
});
export type Auditor = Answer<'GET /api/auditors'>['auditors'][number];
export const auditorsQuery = queryOptions({
  queryKey: ['auditors'],
  queryFn: ({ signal }) => call('GET /api/auditors', { signal }),
});
