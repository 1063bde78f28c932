import { type RegionLevel, type RegionRow, type RegionTable, regionTable } from '#domain/codes/regions.ts';
import type { RosterContext } from '#domain/forms/roster-row.ts';
import { type Queryable, statement } from '#server/platform/postgres.ts';

type RegionRecord = { code: string; name: string; parentCode: string | null; level: RegionLevel };

const selectRegions = statement<RegionRecord>(
  'roster.regions',
  'select code, name, parent_code, level from region order by code',
);

/** All regions. */
export async function loadRegions(database: Queryable): Promise<RegionTable> {
  const rows = await database.query(selectRegions);
  return regionTable(rows.map(toRegion));
}

function toRegion({ code, name, parentCode, level }: RegionRecord): RegionRow {
  return parentCode === null ? { code, name, level } : { code, name, level, parent: parentCode };
}

export type SchoolDepartment = { id: number; name: string; majors: readonly { code: string; name: string }[] };

const selectDepartments = statement<SchoolDepartment>(
  'roster.departments',
  'select id, name, majors from department where school_id = $1 order by id',
);

/** The departments of a school with their majors. */
export function listDepartments(database: Queryable, schoolId: number): Promise<SchoolDepartment[]> {
  return database.query(selectDepartments, [schoolId]);
}

/** What the rows of a school's upload are read against. A school that has not entered its majors is not asked about them. */
export async function loadRosterContext(database: Queryable, schoolId: number, cohort: number): Promise<RosterContext> {
  const departments = await listDepartments(database, schoolId);
  const majors = new Map(departments.flatMap(({ majors }) => majors.map(({ code, name }) => [code, name] as const)));
  return {
    cohort,
    regions: await loadRegions(database),
    departments: new Map(departments.map(({ id, name }) => [name, String(id)])),
    majors: majors.size === 0 ? undefined : majors,
  };
}
