import { useQueryClient } from '@tanstack/react-query';
import type { Call } from '#contract/client.ts';
import { RequestRefused } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { confirmationKey, leavingKey } from './use-confirmation.ts';

type Body = NonNullable<Call<'POST /api/graduate/confirmation'>['body']>;

/** What is shown has changed since it was read. */
export const isOutOfDate = (error: unknown): boolean =>
  error instanceof RequestRefused && error.problem.code === 'record-changed';

/** Says that it is right or wrong. Where it changed meanwhile, what is there now is fetched and shown. */
export function useAnswer(onDone: () => void) {
  const queries = useQueryClient();
  return useIdempotentCommand(
    async (body: Body, key) => {
      try {
        return await call('POST /api/graduate/confirmation', { body, key });
      } catch (error) {
        if (isOutOfDate(error)) await queries.invalidateQueries({ queryKey: confirmationKey });
        throw error;
      }
    },
    page => {
      queries.setQueryData(confirmationKey, page);
      void queries.invalidateQueries({ queryKey: leavingKey });
      onDone();
    },
  );
}
