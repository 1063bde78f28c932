import { beijingDay } from '#domain/dates.ts';
import { type Facts, nothingInTheWay } from '#domain/facts.ts';
import { cohortFacts } from '#domain/rules/cohort-window.ts';
import type { Queryable } from '#server/platform/postgres/postgres.ts';
import { getSchoolSettings } from '#server/schools/index.ts';

/** What an objection asks about the world: the year alone. */
export async function factsOfObjection(
  queryable: Queryable,
  { schoolId, cohort }: { readonly schoolId: number; readonly cohort: number },
  now: Date,
): Promise<Facts> {
  const { windows } = await getSchoolSettings(queryable, schoolId);
  return { ...nothingInTheWay(now), ...cohortFacts(cohort, windows[cohort], beijingDay(now)) };
}
