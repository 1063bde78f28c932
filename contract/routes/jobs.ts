/** Long work that a person at a desk has started: how far it is, its result. */

import { z } from 'zod';
import { route } from '../parts/route.ts';
import { done, instant, numberParam, page } from '../parts/shapes.ts';

export const deskJob = z.object({
  id: z.number(),
  kind: z.string(),
  title: z.string(),
  startedBy: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'failed', 'stopped']),
  stateLabel: z.string(),
  /** Null until it is known. */
  total: z.number().nullable(),
  done: z.number(),
  /** Of those done: what was refused, one by one. */
  failures: z.number(),
  why: z.string().nullable(),
  result: z.object({ name: z.string(), bytes: z.number(), expiresAt: instant }).nullable(),
  /** There was a result, and its day is over. */
  resultGone: z.boolean(),
  /** The outcome of each case can be looked at. */
  hasCases: z.boolean(),
  createdAt: instant,
  finishedAt: instant.nullable(),
});
export type DeskJob = z.output<typeof deskJob>;

/** As many rows of a sheet are sent at once; more are made in the background. */
export const mostRowsAtOnce = 2000;

const jobParams = z.object({ id: numberParam });

export const listJobs = route({
  method: 'GET',
  path: '/api/jobs',
  permission: 'jobs.read',
  summary: '任务：导出、批量审核等的进度与结果',
  /** `school`: those of the whole school, for who may see them; else only one's own. */
  query: z.object({ whose: z.enum(['mine', 'school']).default('mine'), ...page }),
  answer: z.object({ jobs: z.array(deskJob), next: z.string().nullable() }),
});
export const getJob = route({
  method: 'GET',
  path: '/api/jobs/{id}',
  permission: 'jobs.read',
  summary: '一项任务的进度与结果',
  params: jobParams,
  answer: deskJob,
});
export const downloadJobResult = route({
  method: 'GET',
  path: '/api/jobs/{id}/result',
  permission: 'jobs.read',
  summary: '下载任务的结果（保留一天）',
  medium: 'download',
  params: jobParams,
});
export const stopJob = route({
  method: 'POST',
  path: '/api/jobs/{id}/stop',
  permission: 'jobs.read',
  summary: '停止一项任务；已办理的不受影响',
  params: jobParams,
  answer: done,
});
