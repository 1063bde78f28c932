import type { Queryable } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

export type CohortCount = { cohort: number; count: number };

// graduate_exam_number_unique
const selectCohorts = scoped<CohortCount>(
  'roster.cohort_counts',
  { school: 'school_id', department: 'department_id' },
  0,
  inside => `select cohort, count(*) filter (where lapsed_at is null) as count from graduate
   where ${inside} group by cohort order by cohort desc`,
);

/** How many graduates the roster has within the scope, by cohort. */
export const countGraduates = (database: Queryable, scope: Scope): Promise<CohortCount[]> =>
  database.query(...selectCohorts(scope));
