/** What lists of the graduates of a cohort are narrowed by, and what each row of them says. */
import { z } from 'zod';
import { codeParam, cohortParam, numberParam } from './shapes.ts';

const text = z.string().trim().max(60).optional();
const code = codeParam.optional();
export const rosterFilter = {
  /** Left out: the latest that has graduates. */
  cohort: cohortParam.optional(),
  /** Name, its pinyin or initials, student number or exam number. */
  q: text,
  department: numberParam.optional(),
  major: code,
  class: text,
  level: code,
};
const filter = z.object(rosterFilter);
export type RosterFilter = z.output<typeof filter>;

export const graduateRow = z.object({
  graduateId: z.number(),
  name: z.string(),
  studentNumber: z.string(),
  examNumber: z.string(),
  cohort: z.number(),
  departmentName: z.string(),
  major: z.string(),
  className: z.string(),
  educationLevel: z.string(),
});
