import type { ConfirmationState } from '#domain/confirmation/states.ts';
import type { RecordSource } from '#domain/reported/parts.ts';
import { scoped } from '#server/platform/scope/within.ts';
import type { ListedConfirmation } from './list.ts';

const ofGraduate = { school: 'g.school_id', department: 'g.department_id' };

export interface DetailRow extends ListedConfirmation {
  readonly schoolId: number;
  readonly hukouTransferred: boolean | null;
  readonly documentNumberSealed: Buffer;
  readonly isLapsed: boolean;
}
/** Value: graduate. */
export const findConfirmation = scoped<DetailRow>(
  'confirmation-desk.graduate',
  ofGraduate,
  1,
  inside => `select g.school_id, g.id as graduate_id, g.name, g.student_number, g.exam_number, g.cohort, g.department_id,
     d.name as department_name, g.major_name, g.class_name, g.education_level, g.confirmation, g.reported_source as source,
     g.confirmation_since as since, g.hukou_transferred, g.document_number_sealed, g.lapsed_at is not null as is_lapsed
   from graduate g join department d on d.school_id = g.school_id and d.id = g.department_id
   where ${inside} and g.id = $1`,
);

/** What somebody has to look into. Values: cohorts, states. Relies on graduate_by_confirmation. */
export const countStates = scoped<{ count: number }>(
  'confirmation-desk.work',
  ofGraduate,
  2,
  inside => `select count(*)::int as count from graduate g
   where ${inside} and g.cohort = any($1::int[]) and g.confirmation = any($2::text[]) and g.lapsed_at is null`,
);

export interface CountedRow {
  readonly departmentId: number;
  readonly source: RecordSource | null;
  readonly state: ConfirmationState;
  readonly count: number;
}
/** Value: cohort. Reads nothing but graduate_by_confirmation. */
export const countBySource = scoped<CountedRow>(
  'confirmation-desk.by_source',
  ofGraduate,
  1,
  inside => `select g.department_id, g.reported_source as source, g.confirmation as state, count(*)::int as count from graduate g
   where ${inside} and g.cohort = $1 and g.lapsed_at is null group by 1, 2, 3`,
);
