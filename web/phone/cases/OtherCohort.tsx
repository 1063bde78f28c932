import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { RequestRefused } from '#contract/client.ts';
import { call } from '#web/common/client.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Failed, Loading } from '#web/phone/kit/states.tsx';

/** The cohort in which a case is that was not found in this one. */
const cohortIn = (error: unknown): number | undefined =>
  error instanceof RequestRefused && error.problem.code === 'other-cohort' ? Number(error.problem.about?.cohort) : undefined;

interface Props {
  readonly title: string;
  readonly back: string;
  readonly error: unknown;
  readonly onRetry: () => unknown;
}

/** The case could not be opened. One of another cohort, to which a message has led, is opened there. */
export function NotOpened({ error, ...place }: Props) {
  const cohort = cohortIn(error);
  return cohort === undefined ? <Failed {...place} error={error} /> : <Switching {...place} cohort={cohort} />;
}

function Switching({ cohort, ...place }: Omit<Props, 'error'> & { readonly cohort: number }) {
  const queries = useQueryClient();
  const { mutate, error } = useIdempotentCommand(
    (wanted: number, key) => call('PUT /api/graduate/cohort', { body: { cohort: wanted }, key }),
    () => queries.resetQueries(),
  );
  const asked = useRef(false);
  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate(cohort);
  }, [mutate, cohort]);
  if (error) return <Failed {...place} error={error} onRetry={() => mutate(cohort)} />;
  return <Loading title={`正在切换到 ${cohort} 届`} back={place.back} />;
}
