import { cohortKey } from '#domain/cohort-in-address.ts';

interface Cohorts {
  /** The one that is looked at. */
  readonly cohort: number;
  readonly cohorts: readonly number[];
}

/** The cohort to switch to, where the address asks for another one of the graduate's own. */
export function askedCohort(search: string, { cohort, cohorts }: Cohorts): number | undefined {
  const asked = Number(new URLSearchParams(search).get(cohortKey));
  return asked !== cohort && cohorts.includes(asked) ? asked : undefined;
}

/** The address without it, where it has been answered; undefined where it asks for none. */
export function withoutCohort(path: string, search: string): string | undefined {
  const left = new URLSearchParams(search);
  if (!left.has(cohortKey)) return undefined;
  left.delete(cohortKey);
  return left.size > 0 ? `${path}?${left}` : path;
}
