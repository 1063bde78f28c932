import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { call } from '#web/common/client.ts';
import { useIdempotentCommand } from '#web/common/use-idempotent-command.ts';
import { Failed, Loading } from './states.tsx';

interface Props {
  readonly cohort: number;
  readonly back: string;
  readonly title: string;
}

/** Another cohort of one's own is opened; what was asked for comes afterwards. */
export function SwitchCohort({ cohort, ...place }: Props) {
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
