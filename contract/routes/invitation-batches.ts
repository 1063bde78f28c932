/** 批量签约邀请: template, upload, what was found in each row, sending, what became of each. */

import { z } from 'zod';
import { route } from '../parts/route.ts';
import { caseRef, done, instant, numberParam, rowParam } from '../parts/shapes.ts';

const batch = z.object({
  id: z.number(),
  fileName: z.string(),
  state: z.enum(['checked', 'sending', 'done']),
  counts: z.object({ ready: z.number(), faulty: z.number(), sent: z.number(), refused: z.number() }),
  uploadedBy: z.string(),
  uploadedAt: instant,
  finishedAt: instant.nullable(),
});
export type InvitationBatch = z.output<typeof batch>;
const params = z.object({ id: numberParam });
const permission = 'cases.invite';

export const downloadInvitationTemplate = route({
  method: 'GET',
  path: '/api/employer/invitation-template',
  permission,
  summary: '下载批量签约邀请模板（xlsx，已填好默认条款）',
  medium: 'download',
});
export const uploadInvitations = route({
  method: 'POST',
  path: '/api/employer/invitation-batches',
  permission,
  summary: '上传批量签约邀请，逐行检查，不发送',
  medium: 'upload',
  maxBytes: 20 * 1024 * 1024,
  answer: batch,
});
export const listInvitationBatches = route({
  method: 'GET',
  path: '/api/employer/invitation-batches',
  permission,
  summary: '最近 7 天的批量签约邀请',
  answer: z.object({ batches: z.array(batch) }),
});
export const getInvitationBatch = route({
  method: 'GET',
  path: '/api/employer/invitation-batches/{id}',
  permission,
  summary: '一次批量签约邀请的检查结果与发送进度',
  params,
  answer: batch.extend({
    /** What each column of the file was taken for; null: not taken in. */
    columns: z.array(z.object({ header: z.string(), label: z.string().nullable() })),
    /** Columns that the file does not have: they take the default terms. */
    absent: z.array(z.string()),
  }),
});
export const invitationRowOutcome = z.enum(['faulty', 'ready', 'sent', 'refused']);
export const listInvitationRows = route({
  method: 'GET',
  path: '/api/employer/invitation-batches/{id}/rows',
  permission,
  summary: '逐行结果',
  params,
  query: z.object({
    outcome: invitationRowOutcome.optional(),
    /** The last row of the page before, by its number in the file. */
    after: rowParam.default(0),
    limit: z.coerce.number().int().min(1).max(200).default(50),
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        row: z.number(),
        graduateName: z.string(),
        /** Masked; of a code its first three characters. */
        idNumber: z.string(),
        jobTitle: z.string(),
        outcome: invitationRowOutcome,
        faults: z.array(z.object({ column: z.string(), message: z.string() })),
        /** Why it was refused, when it was. */
        sentence: z.string().nullable(),
        ref: caseRef.nullable(),
        respondBy: instant.nullable(),
      }),
    ),
    next: z.number().nullable(),
  }),
});
export const sendInvitations = route({
  method: 'POST',
  path: '/api/employer/invitation-batches/{id}/sending',
  permission,
  summary: '发送检查无误的各行',
  params,
  answer: batch,
});
export const discardInvitations = route({
  method: 'DELETE',
  path: '/api/employer/invitation-batches/{id}',
  permission,
  summary: '删除尚未发送的批量签约邀请',
  params,
  answer: done,
});
export const downloadUnsentRows = route({
  method: 'GET',
  path: '/api/employer/invitation-batches/{id}/unsent-rows',
  permission,
  summary: '下载没有发送的行（含原因，改正后可再次上传）',
  medium: 'download',
  params,
});
