import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Call } from '#contract/client.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Answer, call } from '#web/desk/kit/api/api.ts';

export type RecordsQuery = NonNullable<Call<'GET /api/archives/{kind}/records'>['query']>;
export type RequestsQuery = NonNullable<Call<'GET /api/archives/{kind}/requests'>['query']>;
type LapsedQuery = NonNullable<Call<'GET /api/archives/{kind}/lapsed'>['query']>;

export type RecordRow = Answer<'GET /api/archives/{kind}/records'>['rows'][number];
export type RequestRow = Answer<'GET /api/archives/{kind}/requests'>['rows'][number];
export type RecordDetail = Answer<'GET /api/archives/{kind}/records/{graduate}'>;
export type RequestDetail = Answer<'GET /api/archives/{kind}/requests/{id}'>;
export type Options = Answer<'GET /api/archives/{kind}/options'>;

/** First words of the keys of what a live event makes stale. */
export const liveQueries = ['transfer-home', 'transfer-requests', 'transfer-records', 'transfer-statistics'] as const;
/** What a decision, an edit or an import makes stale. */
export const changedQueries = [...liveQueries, 'transfer-record', 'transfer-request', 'transfer-lapsed'] as const;

export const homeQuery = (kind: TransferKind, cohort?: number) =>
  queryOptions({
    queryKey: ['transfer-home', kind, cohort],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/home', { params: { kind }, query: cohort ? { cohort } : {}, signal }),
    placeholderData: keepPreviousData,
  });
export const optionsQuery = (kind: TransferKind) =>
  queryOptions({
    queryKey: ['transfer-options', kind],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/options', { params: { kind }, signal }),
    staleTime: 60_000,
  });
export const recordsQuery = (kind: TransferKind, query: RecordsQuery) =>
  queryOptions({
    queryKey: ['transfer-records', kind, query],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/records', { params: { kind }, query, signal }),
    placeholderData: keepPreviousData,
  });
export const recordQuery = (kind: TransferKind, graduate: number) =>
  queryOptions({
    queryKey: ['transfer-record', kind, graduate],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/records/{graduate}', { params: { kind, graduate }, signal }),
  });
export const recordFormQuery = (kind: TransferKind, graduate: number, version: number) =>
  queryOptions({
    queryKey: ['transfer-record', kind, graduate, 'form', version],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/records/{graduate}/form', { params: { kind, graduate }, signal }),
    staleTime: 0,
  });
export const requestsQuery = (kind: TransferKind, query: RequestsQuery) =>
  queryOptions({
    queryKey: ['transfer-requests', kind, query],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/requests', { params: { kind }, query, signal }),
    placeholderData: keepPreviousData,
  });
export const requestQuery = (kind: TransferKind, id: number) =>
  queryOptions({
    queryKey: ['transfer-request', kind, id],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/requests/{id}', { params: { kind, id }, signal }),
  });
export const requestFormQuery = (kind: TransferKind, id: number, version: number) =>
  queryOptions({
    queryKey: ['transfer-request', kind, id, 'form', version],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/requests/{id}/form', { params: { kind, id }, signal }),
    staleTime: 0,
  });
export const lapsedQuery = (kind: TransferKind, query: LapsedQuery) =>
  queryOptions({
    queryKey: ['transfer-lapsed', kind, query],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/lapsed', { params: { kind }, query, signal }),
    placeholderData: keepPreviousData,
  });
