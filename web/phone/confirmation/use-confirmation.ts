import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';

export type Confirmation = Answer<'GET /api/graduate/confirmation'>;
export const confirmationKey = ['confirmation'] as const;
export const leavingKey = ['leaving'] as const;

export const useConfirmation = () =>
  useQuery({
    queryKey: confirmationKey,
    queryFn: ({ signal }) => call('GET /api/graduate/confirmation', { signal }),
    // A report is on its way for seconds.
    refetchInterval: ({ state }) => (state.data?.obstacle?.code === 'report-on-its-way' ? 3000 : false),
  });

export const useLeaving = () =>
  useQuery({ queryKey: leavingKey, queryFn: ({ signal }) => call('GET /api/graduate/leaving', { signal }) });
