import { isOver } from '#domain/rules/cohort-window.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';

// One step of the index for each cohort.
const selectCohorts = statement<{ cohort: number }>(
  'confirmation-desk.cohorts',
  `with recursive found as (
     select max(cohort)::int as cohort from graduate where school_id = $1
     union all
     select (select max(g.cohort)::int from graduate g where g.school_id = $1 and g.cohort < found.cohort) from found
     where found.cohort is not null
   ) select cohort from found where cohort is not null`,
);
/** All of a school, the latest first. */
export const allCohorts = async (queryable: Queryable, { schoolId }: SchoolScope): Promise<number[]> =>
  (await queryable.query(selectCohorts, [schoolId])).map(({ cohort }) => cohort);

/** Those that can still be worked on. */
export const cohortsOf = async (queryable: Queryable, scope: SchoolScope, today: string): Promise<number[]> =>
  (await allCohorts(queryable, scope)).filter(cohort => !isOver(cohort, today));
