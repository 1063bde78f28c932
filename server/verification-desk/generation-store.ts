/** The SQL of a generation: how far it is, and what came of it. */

import { statement } from '#server/platform/postgres/postgres.ts';
import type { TransferOutcome } from '#server/verification/index.ts';
import type { Place } from './code-list.ts';

export interface GenerationRow {
  readonly cohort: number;
  readonly departmentId: number | null;
  readonly examNumber: string | null;
  readonly added: number;
  readonly renewed: number;
  readonly kept: number;
  readonly without: number;
  readonly over: number;
}
/** Values: school, job, kind, cohort, now. */
export const insertGeneration = statement(
  'verification-desk.insert_generation',
  'insert into code_generation (school_id, job_id, kind, cohort, created_at) values ($1, $2, $3, $4, $5)',
);
export const findGeneration = statement<GenerationRow>(
  'verification-desk.generation',
  `select cohort, department_id, exam_number, added, renewed, kept, without, over from code_generation
   where school_id = $1 and job_id = $2 and kind = $3`,
);
const advance = statement(
  'verification-desk.advance_generation',
  `update code_generation set department_id = $3, exam_number = $4, added = added + $5, renewed = renewed + $6, kept = kept + $7,
     without = without + $8, over = over + $9
   where school_id = $1 and job_id = $2`,
);
export const advanceGeneration = (
  { schoolId, jobId }: { readonly schoolId: number; readonly jobId: number },
  { departmentId, examNumber }: Place,
  outcomes: readonly TransferOutcome[],
) => {
  const of = (outcome: TransferOutcome) => outcomes.filter(one => one === outcome).length;
  const counts = [of('added'), of('renewed'), of('kept'), of('without'), of('over')];
  return [advance, [schoolId, jobId, departmentId, examNumber, ...counts]] as const;
};
export const forgetGenerations = statement(
  'verification-desk.forget_generations',
  'delete from code_generation where created_at < $1',
);
