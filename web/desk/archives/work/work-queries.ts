import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Call } from '#contract/client.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Answer, call } from '#web/desk/kit/api/api.ts';
import type { Outcome } from '#web/desk/kit/jobs/job-queries.ts';

const between = 1_000;
export type Run = Answer<'GET /api/archives/{kind}/imports/{id}'>;
export type ImportOutcome = Answer<'GET /api/archives/{kind}/imports/{id}/rows'>['rows'][number]['outcome'];

export const quickPreviewQuery = (kind: TransferKind) =>
  queryOptions({
    queryKey: ['transfer-quick', kind],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/quick-reviews/preview', { params: { kind }, signal }),
    staleTime: 0,
    gcTime: 0,
  });
export const quickRowsQuery = (kind: TransferKind, id: number, outcome: Outcome | undefined, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['transfer-quick-rows', kind, id, outcome, cursor],
    queryFn: ({ signal }) =>
      call('GET /api/archives/{kind}/quick-reviews/{id}', {
        params: { kind, id },
        query: { limit: 50, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) },
        signal,
      }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.job.finishedAt === null ? between : false),
    placeholderData: keepPreviousData,
  });
export const importsQuery = (kind: TransferKind) =>
  queryOptions({
    queryKey: ['transfer-imports', kind],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/imports', { params: { kind }, signal }),
  });
export const importQuery = (kind: TransferKind, id: number) =>
  queryOptions({
    queryKey: ['transfer-import', kind, id],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/imports/{id}', { params: { kind, id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.finishedAt ? false : between),
  });
export const importRowsQuery = (kind: TransferKind, id: number, outcome: ImportOutcome | undefined, cursor: string | undefined) =>
  queryOptions({
    queryKey: ['transfer-import', kind, id, 'rows', outcome, cursor],
    queryFn: ({ signal }) =>
      call('GET /api/archives/{kind}/imports/{id}/rows', {
        params: { kind, id },
        query: { limit: 50, ...(outcome ? { outcome } : {}), ...(cursor ? { cursor } : {}) },
        signal,
      }),
    placeholderData: keepPreviousData,
  });
export type StatisticsQuery = NonNullable<Call<'GET /api/archives/{kind}/statistics'>['query']>;
export const statisticsQuery = (kind: TransferKind, query: StatisticsQuery) =>
  queryOptions({
    queryKey: ['transfer-statistics', kind, query],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/statistics', { params: { kind }, query, signal }),
    placeholderData: keepPreviousData,
  });
