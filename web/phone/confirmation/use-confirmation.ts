import { useQuery } from '@tanstack/react-query';
import type { Answer } from '#contract/client.ts';
import { call } from '#web/common/client.ts';

export type Confirmation = Answer<'GET /api/graduate/confirmation'>;
export const confirmationKey = ['confirmation'] as const;
export const leavingKey = ['leaving'] as const;

const between = 3000;
/** Parts of what was just reported follow within seconds, one after the other. */
const isOnItsWay = ({ obstacle, since }: Confirmation): boolean =>
  obstacle?.code === 'report-on-its-way' || (since !== null && Date.now() - Date.parse(since) < 10 * between);

export const useConfirmation = () =>
  useQuery({
    queryKey: confirmationKey,
    queryFn: ({ signal }) => call('GET /api/graduate/confirmation', { signal }),
    refetchInterval: ({ state }) => (state.data && isOnItsWay(state.data) ? between : false),
  });

export const useLeaving = () =>
  useQuery({ queryKey: leavingKey, queryFn: ({ signal }) => call('GET /api/graduate/leaving', { signal }) });
