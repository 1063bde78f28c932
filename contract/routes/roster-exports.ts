/** The list of graduates as a sheet. */

import { z } from 'zod';
import { route } from '../parts/route.ts';
import { graduateListing } from './graduates.ts';
import { deskJob } from './jobs.ts';

export const startRosterExport = route({
  method: 'POST',
  path: '/api/roster/exports',
  permission: 'roster.read',
  summary: '下载当前筛选的学生名单：2,000 行以内直接下载，以上在后台生成',
  body: graduateListing,
  /** Without a job: few enough to be fetched at once. */
  answer: z.object({ rows: z.number(), over: z.boolean(), job: deskJob.nullable() }),
});
export const downloadRosterExport = route({
  method: 'GET',
  path: '/api/roster/exports/file',
  permission: 'roster.read',
  summary: '直接下载 2,000 行以内的学生名单（xlsx）',
  medium: 'download',
  query: graduateListing,
});
