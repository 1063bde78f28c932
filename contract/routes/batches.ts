/** Decisions on many cases in one go: each under the rules of a single one, with an outcome of its own. */

import { z } from 'zod';
import { batchActions } from '#domain/flows/batch.ts';
import { deskFilter, deskFilterFields } from '../parts/desk-filter.ts';
import { route } from '../parts/route.ts';
import { caseRef, instant, numberParam, page, tone, versionNumber } from '../parts/shapes.ts';
import { flow } from './cases.ts';
import { deskJob } from './jobs.ts';

/** In one go; more are narrowed down by the filter. */
export const mostInBatch = 5000;
/** Ticked one by one, over a page or two. */
const mostTicked = 200;

export const batchOptions = route({
  method: 'GET',
  path: '/api/desk/batches/options',
  permission: 'cases.batch',
  summary: '本校可否批量审核，可作的决定与原因列表',
  query: z.object({ flow }),
  answer: z.object({
    open: z.boolean(),
    /** What there is to decide, whether in batches or one by one. */
    actions: z.array(
      z.object({ action: z.enum(batchActions), word: z.string(), asksReason: z.boolean(), reasons: z.array(z.string()) }),
    ),
  }),
});
export const previewBatch = route({
  method: 'GET',
  path: '/api/desk/batches/preview',
  permission: 'cases.batch',
  summary: '按筛选条件批量办理前：其中待我处理的有多少',
  query: z.object(deskFilterFields),
  /** What comes later than `asOf` is not part of it: nobody decides what was not there to be counted. */
  answer: z.object({
    count: z.number(),
    over: z.boolean(),
    asOf: instant,
    /** Names of employers among them that are warned of. */ flagged: z.array(z.string()),
  }),
});
export const startBatch = route({
  method: 'POST',
  path: '/api/desk/batches',
  permission: 'cases.batch',
  summary: '批量审核',
  body: z.object({
    flow,
    action: z.enum(batchActions),
    /** The reason for all, where the action asks for one. */
    input: z.record(z.string(), z.unknown()).default({}),
    selection: z.union([
      z.object({
        cases: z
          .array(z.object({ ref: caseRef, version: versionNumber }))
          .min(1)
          .max(mostTicked),
      }),
      z.object({ filter: deskFilter, asOf: z.iso.datetime() }),
    ]),
  }),
  answer: deskJob,
});

const jobParams = z.object({ id: numberParam });
export const listJobCases = route({
  method: 'GET',
  path: '/api/jobs/{id}/cases',
  permission: 'jobs.read',
  summary: '一项任务中每条记录的结果',
  params: jobParams,
  query: z.object({ outcome: z.enum(['waiting', 'passed', 'refused']).optional(), ...page }),
  answer: z.object({
    counts: z.object({ waiting: z.number(), passed: z.number(), refused: z.number() }),
    rows: z.array(
      z.object({
        row: z.number(),
        ref: caseRef,
        flow: flow.nullable(),
        /** Empty where the case is no longer within reach. */
        graduateName: z.string(),
        studentNumber: z.string(),
        departmentName: z.string(),
        employerName: z.string(),
        outcome: z.enum(['waiting', 'passed', 'refused']),
        sentence: z.string().nullable(),
        /** Its state now. */
        label: z.string(),
        tone: tone.nullable(),
      }),
    ),
    next: z.string().nullable(),
  }),
});
export const downloadJobFailures = route({
  method: 'GET',
  path: '/api/jobs/{id}/failures',
  permission: 'jobs.read',
  summary: '下载未办理成功的记录（xlsx，含原因）',
  medium: 'download',
  params: jobParams,
});
