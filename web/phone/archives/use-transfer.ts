import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Answer } from '#contract/client.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { call } from '#web/common/client.ts';

export type Transfer = Answer<'GET /api/graduate/archives/{kind}'>;
export type TransferRequest = Answer<'GET /api/graduate/archives/{kind}/requests/{id}'>;
export type TransferForm = Answer<'GET /api/graduate/archives/{kind}/form'>;
export type TransferFile = TransferForm['files'][number];

const all = ['archives'] as const;
const requestKey = (kind: TransferKind, id: number) => [...all, kind, 'request', id] as const;

/** Asks now and then while others decide. */
const pace = (waits: boolean | undefined): number | false => (waits ? 30_000 : false);

/** Both modules as they stand, for the page where one is chosen. */
export const useTransfers = () =>
  useQuery({ queryKey: [...all, 'modules'], queryFn: ({ signal }) => call('GET /api/graduate/archives', { signal }) });

export const useTransfer = (kind: TransferKind) =>
  useQuery({
    queryKey: [...all, kind],
    queryFn: ({ signal }) => call('GET /api/graduate/archives/{kind}', { params: { kind }, signal }),
    refetchInterval: ({ state }) => pace(state.data?.requests.some(({ waitsFor }) => waitsFor !== null)),
  });

export const useTransferRequest = (kind: TransferKind, id: number) =>
  useQuery({
    queryKey: requestKey(kind, id),
    queryFn: ({ signal }) => call('GET /api/graduate/archives/{kind}/requests/{id}', { params: { kind, id }, signal }),
    refetchInterval: ({ state }) => pace(state.data && state.data.waitsFor !== null),
  });

export const useTransferForm = (kind: TransferKind, request: number | undefined) =>
  useQuery({
    queryKey: [...all, kind, 'form', request ?? null],
    queryFn: ({ signal }) =>
      call('GET /api/graduate/archives/{kind}/form', { params: { kind }, query: request ? { request } : {}, signal }),
    // Coming back to the front must not undo what is being typed; opened again, it begins with what the server has then.
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    gcTime: 0,
  });

/** After a command: everything about archive and hukou is read anew. */
export function useReloadTransfers(): () => Promise<void> {
  const queries = useQueryClient();
  return useCallback(() => queries.invalidateQueries({ queryKey: all }), [queries]);
}
