/** The roster: template, upload, progress, refused rows. */
import { z } from 'zod';
import { route } from '../parts/route.ts';
import { instant, numberParam } from '../parts/shapes.ts';

export const rosterMode = z.enum(['valid-rows', 'all-or-nothing']);

export const importRun = z.object({
  id: z.number(),
  fileName: z.string(),
  cohort: z.number(),
  mode: rosterMode,
  state: z.enum(['waiting', 'reading', 'writing', 'done', 'refused']),
  stateLabel: z.string(),
  /** Rows seen so far; the total is known once the file has been read. */
  rowsRead: z.number(),
  rowsTotal: z.number().nullable(),
  counts: z.object({ added: z.number(), changed: z.number(), same: z.number(), restored: z.number(), faulty: z.number() }),
  /** What was taken in and should be looked at, with the first rows by their numbers in the file. */
  warnings: z.array(z.object({ text: z.string(), count: z.number(), rows: z.array(z.number()) })),
  hasRefusedRows: z.boolean(),
  /** Why the whole file was refused, when it was. */
  why: z.string().nullable(),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
});
export type ImportRun = z.output<typeof importRun>;

export const downloadTemplate = route({
  method: 'GET',
  path: '/api/roster/template',
  permission: 'roster.upload',
  summary: '下载学生名单模板（xlsx）',
  medium: 'download',
});
/** Only where the demo runs. */
export const downloadSample = route({
  method: 'GET',
  path: '/api/roster/sample',
  permission: 'roster.manage',
  summary: '下载演示名单（2,000 行，其中 25 行有误；仅演示环境）',
  medium: 'download',
});
export const uploadRoster = route({
  method: 'POST',
  path: '/api/roster/files',
  permission: 'roster.upload',
  summary: '上传名单文件，返回表头对应情况',
  medium: 'upload',
  maxBytes: 64 * 1024 * 1024,
  answer: z.object({
    fileId: z.string(),
    fileName: z.string(),
    columns: z.array(z.object({ header: z.string(), label: z.string().nullable() })),
    /** Optional columns that the file does not have. */
    absent: z.array(z.string()),
  }),
});
export const startImport = route({
  method: 'POST',
  path: '/api/roster/imports',
  permission: 'roster.upload',
  summary: '开始导入',
  body: z.object({
    fileId: z.string().max(64),
    fileName: z.string().max(200),
    cohort: z.number().int().min(2020).max(2100),
    mode: rosterMode,
  }),
  answer: importRun,
});
export const listImports = route({
  method: 'GET',
  path: '/api/roster/imports',
  permission: 'roster.upload',
  summary: '最近的导入',
  answer: z.object({
    runs: z.array(importRun),
    graduates: z.array(z.object({ cohort: z.number(), count: z.number() })),
    cohorts: z.array(z.number()),
  }),
});
const runParams = z.object({ id: numberParam });
export const getImport = route({
  method: 'GET',
  path: '/api/roster/imports/{id}',
  permission: 'roster.upload',
  summary: '一次导入的进度与结果',
  params: runParams,
  answer: importRun,
});
export const downloadRefusedRows = route({
  method: 'GET',
  path: '/api/roster/imports/{id}/refused-rows',
  permission: 'roster.upload',
  summary: '下载有误的行（含错误原因）',
  medium: 'download',
  params: runParams,
});
