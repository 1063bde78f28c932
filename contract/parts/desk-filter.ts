/** What a list of the desk is narrowed to: one model for the list, its address, its download and its batches. */
import { z } from 'zod';
import { marks } from '#domain/flow/table.ts';
import { flowNames } from '#domain/flows/all.ts';
import { codeParam, cohortParam, numberParam, stateParam } from './shapes.ts';

const text = z.string().trim().max(60).optional();
const code = codeParam.optional();
const day = z.iso.date().optional();
const yes = z.literal('yes').optional();

/** Each comes as text from an address. Dates are days in Beijing, both included. */
export const deskFilterFields = {
  /** Left out only where a mark is asked for: then the cases of all flows. */
  flow: z.enum(flowNames).optional(),
  /** `mine` is what waits for me, `all` everything, else one state. */
  state: stateParam.default('mine'),
  /** 请求协助, 作废记录. */
  mark: z.enum(marks).optional(),
  /** Name, its pinyin or initials, student number or exam number. */
  q: text,
  /** Part of its name, or the whole of its code. */
  employer: text,
  department: numberParam.optional(),
  major: code,
  class: text,
  level: code,
  cohort: cohortParam.optional(),
  /** The code of a destination type. */
  destination: code,
  from: day,
  to: day,
  /** Employers that the school, or five schools, warn of. */
  flagged: yes,
  /** Graduates with another case that is open or in force, or another one of the same employer. */
  duplicates: yes,
};
export const deskFilter = z.object(deskFilterFields);
export type DeskFilter = z.output<typeof deskFilter>;

export const deskSorts = ['updated', 'submitted', 'name', 'employer'] as const;
export type DeskSort = (typeof deskSorts)[number];
