/** A link leads to a case of the person who follows it, whichever of their cohorts they are looking at. */
import { type Refused, refuse } from '#domain/refusals.ts';
import type { CaseRef } from '#server/cases/index.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';

/** Of the graduate's own rows alone, and of a cohort to which they can switch. */
const cohortOfOwn = statement<{ cohort: number }>(
  'case-acts.cohort_of_own',
  `select g.cohort from destination_case c
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   join person_cohort k on k.person_id = g.person_id and k.cohort = g.cohort and k.school_id = g.school_id
   where c.school_id = $1 and c.id = $2 and g.person_id = $3`,
);

/** What is not found within the scope of a graduate's session: theirs in another cohort, or nobody's. */
export async function notFoundHere(
  queryable: Queryable,
  { schoolId, caseId }: CaseRef,
  { kind, personId }: Actor,
): Promise<Refused> {
  const own = kind === 'graduate' && personId ? await queryable.first(cohortOfOwn, [schoolId, caseId, personId]) : undefined;
  return own ? refuse('other-cohort', { cohort: own.cohort }) : refuse('not-found');
}
