import { z } from 'zod';

/** A step of a case, as its history numbers it. */
export interface StepRef {
  readonly schoolId: number;
  readonly caseId: number;
  readonly seq: number;
}

/** What somebody wrote when they took a step. */
export const noteShape = z.object({ reason: z.string(), text: z.string() });
