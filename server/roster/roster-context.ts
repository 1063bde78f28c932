import type { RosterContext } from '#domain/forms/roster-row.ts';
import { type Database, type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';

export type SchoolDepartment = { id: number; name: string; majors: readonly { code: string; name: string }[] };

const selectDepartments = statement<SchoolDepartment>(
  'roster.departments',
  'select id, name, majors from department where school_id = $1 order by id',
);

/** The departments of a school with their majors. */
export function listDepartments(database: Queryable, schoolId: number): Promise<SchoolDepartment[]> {
  return database.query(selectDepartments, [schoolId]);
}

/**
 * What the rows of a school's upload are read against, inside a transaction `through` it. A school that has not entered its majors is
 * not asked about them.
 */
export async function loadRosterContext(
  database: Database,
  { schoolId, cohort }: { readonly schoolId: number; readonly cohort: number },
  through: Queryable = database,
): Promise<RosterContext> {
  const departments = await listDepartments(through, schoolId);
  const majors = new Map(departments.flatMap(({ majors }) => majors.map(({ code, name }) => [code, name] as const)));
  return {
    cohort,
    regions: await loadRegions(database, through),
    departments: new Map(departments.map(({ id, name }) => [name, String(id)])),
    majors: majors.size === 0 ? undefined : majors,
  };
}
