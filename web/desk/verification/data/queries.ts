import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { Call } from '#contract/client.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Answer, call } from '#web/desk/kit/api/api.ts';

export type AuthorizationsQuery = NonNullable<Call<'GET /api/verification/{kind}/authorizations'>['query']>;
export type TransfersQuery = NonNullable<Call<'GET /api/verification/{kind}/transfer-codes'>['query']>;
export type AuthorizationRow = Answer<'GET /api/verification/{kind}/authorizations'>['rows'][number];
export type TransferRow = Answer<'GET /api/verification/{kind}/transfer-codes'>['rows'][number];
export type Preview = Answer<'GET /api/verification/{kind}/generations/preview'>;
export type Generation = Answer<'GET /api/verification/{kind}/generations/{id}'>;

/** First words of the keys of what a live event makes stale. */
export const liveQueries = ['authorizations', 'transfer-codes'] as const;

export const optionsQuery = (kind: TransferKind) =>
  queryOptions({
    queryKey: ['transfer-options', kind],
    queryFn: ({ signal }) => call('GET /api/archives/{kind}/options', { params: { kind }, signal }),
    staleTime: 60_000,
  });
export const authorizationsQuery = (kind: TransferKind, query: AuthorizationsQuery) =>
  queryOptions({
    queryKey: ['authorizations', kind, query],
    queryFn: ({ signal }) => call('GET /api/verification/{kind}/authorizations', { params: { kind }, query, signal }),
    placeholderData: keepPreviousData,
  });
export const authorizationQuery = (kind: TransferKind, graduate: number) =>
  queryOptions({
    queryKey: ['authorizations', kind, 'form', graduate],
    queryFn: ({ signal }) =>
      call('GET /api/verification/{kind}/authorizations/{graduate}', { params: { kind, graduate }, signal }),
  });
export const transfersQuery = (kind: TransferKind, query: TransfersQuery) =>
  queryOptions({
    queryKey: ['transfer-codes', kind, query],
    queryFn: ({ signal }) => call('GET /api/verification/{kind}/transfer-codes', { params: { kind }, query, signal }),
    placeholderData: keepPreviousData,
  });
export const transferQuery = (kind: TransferKind, graduate: number) =>
  queryOptions({
    queryKey: ['transfer-codes', kind, 'form', graduate],
    queryFn: ({ signal }) =>
      call('GET /api/verification/{kind}/transfer-codes/{graduate}', { params: { kind, graduate }, signal }),
  });
export const previewQuery = (kind: TransferKind, query: TransfersQuery) =>
  queryOptions({
    queryKey: ['code-generation', kind, query],
    queryFn: ({ signal }) => call('GET /api/verification/{kind}/generations/preview', { params: { kind }, query, signal }),
    staleTime: 0,
    gcTime: 0,
  });
const between = 1_000;
export const generationQuery = (kind: TransferKind, id: number) =>
  queryOptions({
    queryKey: ['code-generation', kind, id],
    queryFn: ({ signal }) => call('GET /api/verification/{kind}/generations/{id}', { params: { kind, id }, signal }),
    staleTime: 0,
    refetchInterval: ({ state }) => (state.data?.job.finishedAt === null ? between : false),
  });
