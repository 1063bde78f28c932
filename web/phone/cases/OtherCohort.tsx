import { RequestRefused } from '#contract/client.ts';
import { SwitchCohort } from '#web/phone/kit/SwitchCohort.tsx';
import { Failed } from '#web/phone/kit/states.tsx';

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
export function NotOpened({ error, onRetry, ...place }: Props) {
  const cohort = cohortIn(error);
  return cohort === undefined ? (
    <Failed {...place} error={error} onRetry={onRetry} />
  ) : (
    <SwitchCohort {...place} cohort={cohort} />
  );
}
