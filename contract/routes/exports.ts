/** Downloads of the desk's lists: small ones at once, large ones as a job. */

import { z } from 'zod';
import { deskFilterFields, deskSorts } from '../parts/desk-filter.ts';
import { exportColumns } from '../parts/export-columns.ts';
import { route } from '../parts/route.ts';
import { caseRef, stateParam } from '../parts/shapes.ts';
import { deskJob } from './jobs.ts';

/** Agreements in one file. */
export const mostAgreements = 5000;

const key = z.enum(exportColumns.map(({ key }) => key));
/** `current`: the list as it is filtered, with these columns. `returned`: who was sent back to modify, with the reasons. */
const asked = {
  what: z.enum(['current', 'returned']),
  ...deskFilterFields,
  sort: z.enum(deskSorts).default('updated'),
  /** In an address with commas between. */
  columns: z
    .string()
    .regex(/^[A-Za-z,]{1,600}$/)
    .transform(text => text.split(','))
    .pipe(z.array(key).min(1).max(exportColumns.length))
    .optional(),
};
export const exportAsked = z.object(asked);
export type ExportAsked = z.output<typeof exportAsked>;

export const exportRights = route({
  method: 'GET',
  path: '/api/desk/exports/rights',
  permission: 'cases.export',
  summary: '下载的数据中证件号码、手机号码是否完整',
  answer: z.object({ full: z.boolean() }),
});
export const startExport = route({
  method: 'POST',
  path: '/api/desk/exports',
  permission: 'cases.export',
  summary: '下载当前查询数据、导出退回修改学生名单：2,000 行以内直接下载，以上在后台生成',
  body: exportAsked,
  /** Without a job: few enough to be fetched at once. */
  answer: z.object({ rows: z.number(), over: z.boolean(), job: deskJob.nullable() }),
});
export const downloadExport = route({
  method: 'GET',
  path: '/api/desk/exports/file',
  permission: 'cases.export',
  summary: '直接下载 2,000 行以内的查询数据（xlsx）',
  medium: 'download',
  query: exportAsked,
});
export const startAgreements = route({
  method: 'POST',
  path: '/api/agreement-files',
  permission: 'cases.agreements',
  summary: '把多份就业协议书打包为一个 zip',
  body: z.object({
    selection: z.union([
      z.object({ refs: z.array(caseRef).min(1).max(mostAgreements) }),
      /** Of the desk: the list as it is filtered. */
      z.object({ filter: z.object(deskFilterFields) }),
      /** Of an employer: all of its own in this flow, or in one state of it. */
      z.object({ flow: deskFilterFields.flow.unwrap(), state: stateParam.optional() }),
    ]),
  }),
  answer: deskJob,
});
