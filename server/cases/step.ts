import { z } from 'zod';

/** A step of a case, as its history numbers it. */
export interface StepRef {
  readonly schoolId: number;
  readonly caseId: number;
  readonly seq: number;
}

/** What somebody wrote when they took a step, and of which fields. */
export const noteShape = z.object({
  reason: z.string(),
  text: z.string(),
  fields: z.array(z.object({ key: z.string(), label: z.string(), text: z.string() })).optional(),
});
export type Note = z.output<typeof noteShape>;
