/** The SQL of a school's departments. */
import { statement } from '#server/platform/postgres/postgres.ts';

export interface DepartmentRow {
  readonly id: number;
  readonly name: string;
  readonly majors: { readonly code: string; readonly name: string }[];
}
export const selectDepartments = statement<DepartmentRow>(
  'schools.select_departments',
  'select id, name, majors from department where school_id = $1 order by id',
);
export const insertDepartment = statement<DepartmentRow>(
  'schools.insert_department',
  `insert into department (school_id, id, name, majors)
   select $1, coalesce(max(id), 0) + 1, $2, $3 from department where school_id = $1 returning id, name, majors`,
);
export const updateDepartment = statement<DepartmentRow>(
  'schools.update_department',
  'update department set name = $3, majors = $4 where school_id = $1 and id = $2 returning id, name, majors',
);

/** Of the departments named, those that are the school's. */
export const knownDepartments = statement<{ id: number; name: string }>(
  'schools.known_departments',
  'select id, name from department where school_id = $1 and ($2::bigint[] is null or id = any($2)) order by id',
);
