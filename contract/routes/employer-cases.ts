/** The employer's desk: what waits, its signings and terminations, and the list as a sheet. */

import { z } from 'zod';
import { route } from '../parts/route.ts';
import { page, stateParam, tone } from '../parts/shapes.ts';
import { summary } from './cases.ts';

const states = z.array(
  z.object({
    state: z.string(),
    label: z.string(),
    tone,
    count: z.number(),
    /** The employer's own turn. */
    mine: z.boolean(),
  }),
);
export const getEmployerHome = route({
  method: 'GET',
  path: '/api/employer/home',
  permission: 'cases.employer',
  summary: '单位首页：待办与各状态数量',
  answer: z.object({
    signings: states,
    terminations: states,
    /** Invitations whose time to answer ends within a day. */
    due: z.number(),
    /** Sheets of invitations that were checked and not sent. */
    unsentSheets: z.number(),
  }),
});

const filter = {
  flow: z.enum(['online-signing', 'online-termination']).default('online-signing'),
  state: stateParam.optional(),
  /** Name of the graduate, title of the job, or number of the agreement. */
  q: z.string().trim().max(60).optional(),
  /** Whose time to answer ends within a day. */
  due: z.enum(['soon']).optional(),
};
export const listEmployerCases = route({
  method: 'GET',
  path: '/api/employer/cases',
  permission: 'cases.employer',
  summary: '单位的签约管理、解约管理',
  query: z.object({ ...filter, ...page }),
  answer: z.object({
    rows: z.array(summary.extend({ graduateName: z.string(), schoolName: z.string(), mayRecall: z.boolean() })),
    next: z.string().nullable(),
    states,
  }),
});
export const downloadEmployerCases = route({
  method: 'GET',
  path: '/api/employer/cases/file',
  permission: 'cases.employer',
  summary: '下载签约、解约列表（xlsx）',
  medium: 'download',
  query: z.object(filter),
});
