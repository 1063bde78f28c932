/** 档案信息, 户口信息 at department and school: home page, lists, records that are edited, requests that are decided. */
import { z } from 'zod';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { graduateRow, rosterFilter } from '../parts/roster-filter.ts';
import { route } from '../parts/route.ts';
import { codeParam, cohortParam, instant, page, section, tone, versionNumber } from '../parts/shapes.ts';
import {
  file,
  form,
  graduateParam,
  kindParam,
  obstacle,
  origin,
  record,
  recordState,
  requestAction,
  requestPage,
  requestParam,
  requestState,
  requestSummary,
  transferForm,
} from './archives.ts';
import { fieldChange } from './cases.ts';

const count = z.object({ state: z.string(), label: z.string(), tone, count: z.number() });
export const getTransferHome = route({
  method: 'GET',
  path: '/api/archives/{kind}/home',
  permission: 'archives.review',
  summary: '首页：待审核数、登记情况（实时）',
  params: kindParam,
  query: z.object({ cohort: cohortParam.optional() }),
  answer: z.object({
    cohort: z.number().nullable(),
    /** Requests that wait for this account. */
    waiting: z.number(),
    requests: z.array(count.extend({ mine: z.boolean() })),
    records: z.array(count),
  }),
});
const option = z.object({ code: z.string(), name: z.string() });
export const getTransferOptions = route({
  method: 'GET',
  path: '/api/archives/{kind}/options',
  permission: 'archives.review',
  summary: '名单的筛选项、审核不通过的原因',
  params: kindParam,
  answer: z.object({
    cohorts: z.array(z.number()),
    departments: z.array(z.object({ id: z.number(), name: z.string() })),
    majors: z.array(option),
    levels: z.array(option),
    types: z.array(option),
    recordStates: z.array(option),
    requestStates: z.array(option),
    reasons: z.array(z.string()),
    /** Many requests may be decided in one go. */
    batch: z.boolean(),
  }),
});
/** What both lists are narrowed by. */
const narrowing = {
  ...rosterFilter,
  /** The code of a transfer type. */
  type: codeParam.optional(),
};
export const transferRecordFilter = z.object({ ...narrowing, state: recordState.optional() });
export type TransferRecordFilter = z.output<typeof transferRecordFilter>;
/** `mine` is what waits for me, `all` everything. */
export const transferRequestFilter = z.object({
  ...narrowing,
  state: z.union([z.enum(['mine', 'all']), requestState]).default('mine'),
  action: requestAction.optional(),
});
export type TransferRequestFilter = z.output<typeof transferRequestFilter>;

export const listTransferRecords = route({
  method: 'GET',
  path: '/api/archives/{kind}/records',
  permission: 'archives.review',
  summary: '档案（户口）信息：全部毕业生的登记状态',
  params: kindParam,
  query: transferRecordFilter.extend(page),
  answer: z.object({
    rows: z.array(
      graduateRow.extend({
        state: recordState,
        label: z.string(),
        tone,
        tags: z.array(z.string()),
        transferType: z.string(),
        updatedAt: instant.nullable(),
      }),
    ),
    next: z.string().nullable(),
    /** Counted as far as `over` says. */
    total: z.number(),
    over: z.boolean(),
    /** The one that was asked for, or the latest. */
    cohort: z.number().nullable(),
  }),
});
const change = z.object({
  at: instant,
  /** 登记, 修改, 失效, 标记. */
  what: z.string(),
  who: z.string(),
  source: z.string(),
  changes: z.array(fieldChange),
  text: z.string(),
});
/** The graduate's destination as the reviewer reads it; null while there is none. */
const destination = section.nullable();
const recordPage = graduateRow.extend({
  record,
  graduate: section,
  destination,
  origin: origin.nullable(),
  files: z.array(file),
  requests: z.array(requestSummary),
  history: z.array(change),
  /** 修改信息, open or closed with its reason. */
  edit: z.object({ obstacle: obstacle.nullable() }),
});
export const getTransferRecord = route({
  method: 'GET',
  path: '/api/archives/{kind}/records/{graduate}',
  permission: 'archives.review',
  summary: '一位毕业生的档案（户口）信息、历史与申请',
  params: graduateParam,
  answer: recordPage,
});
export const getTransferRecordForm = route({
  method: 'GET',
  path: '/api/archives/{kind}/records/{graduate}/form',
  permission: 'archives.review',
  summary: '修改信息的表单',
  params: graduateParam,
  answer: transferForm.extend({ version: z.number() }),
});
export const editTransferRecord = route({
  method: 'PUT',
  path: '/api/archives/{kind}/records/{graduate}',
  permission: 'archives.review',
  summary: '修改信息：院系、学校直接登记或修改，立即生效',
  params: graduateParam,
  body: z.object({ version: versionNumber, form }),
  answer: recordPage,
});
/** Somebody has looked at a record that a destination left behind: the note is removed, the content stays. */
export const confirmTransferRecord = route({
  method: 'POST',
  path: '/api/archives/{kind}/records/{graduate}/checks',
  permission: 'archives.review',
  summary: '核对无误：取消「来自已解除去向，请核对」',
  params: graduateParam,
  body: z.object({ version: versionNumber }),
  answer: recordPage,
});

const deskRequest = graduateRow.extend(requestSummary.shape).extend({ mine: z.boolean() });
export const listTransferRequests = route({
  method: 'GET',
  path: '/api/archives/{kind}/requests',
  permission: 'archives.review',
  summary: '申请记录：默认为待我审核的',
  params: kindParam,
  query: transferRequestFilter.extend(page),
  answer: z.object({ rows: z.array(deskRequest), next: z.string().nullable(), total: z.number(), over: z.boolean() }),
});
const deskRequestPage = requestPage.extend({
  graduateId: z.number(),
  graduateName: z.string(),
  /** What is reported now; null while there is nothing. */
  reported: section.nullable(),
  destination,
  graduate: section,
  origin: origin.nullable(),
  mine: z.boolean(),
  reasons: z.array(z.string()),
});
export const getTransferRequest = route({
  method: 'GET',
  path: '/api/archives/{kind}/requests/{id}',
  permission: 'archives.review',
  summary: '审核详情：申请内容、已上报内容与毕业去向',
  params: requestParam,
  answer: deskRequestPage,
});
export const getTransferRequestForm = route({
  method: 'GET',
  path: '/api/archives/{kind}/requests/{id}/form',
  permission: 'archives.review',
  summary: '审核前修改申请内容的表单',
  params: requestParam,
  answer: transferForm.extend({ version: z.number() }),
});
export const correctTransferRequest = route({
  method: 'PUT',
  path: '/api/archives/{kind}/requests/{id}',
  permission: 'archives.review',
  summary: '审核前修改申请内容（不作审核决定）',
  params: requestParam,
  body: z.object({ version: versionNumber, form }),
  answer: deskRequestPage,
});
const decision = z.enum(['approve', 'reject']);
export const decideTransferRequest = route({
  method: 'POST',
  path: '/api/archives/{kind}/requests/{id}/{action}',
  permission: 'archives.review',
  summary: '审核通过、审核不通过',
  params: requestParam.extend({ action: decision }),
  body: z.object({ version: versionNumber, reason: reasonForm.optional() }),
  answer: deskRequestPage,
});
export const decideTransferRequests = route({
  method: 'POST',
  path: '/api/archives/{kind}/decisions',
  permission: 'archives.review',
  summary: '批量审核：本页勾选的申请，逐条给出结果',
  params: kindParam,
  body: z.object({
    action: decision,
    /** One for all. */
    reason: reasonForm.optional(),
    requests: z
      .array(z.object({ id: z.number().int().positive(), version: versionNumber }))
      .min(1, '请勾选需要审核的申请')
      .max(100, '一次最多 100 条'),
  }),
  answer: z.object({
    passed: z.number(),
    rows: z.array(
      z.object({
        id: z.number(),
        graduateName: z.string(),
        studentNumber: z.string(),
        outcome: z.enum(['done', 'refused']),
        /** Why not; who else has decided it meanwhile. */
        sentence: z.string().nullable(),
        /** The state that it is in now. */
        label: z.string(),
      }),
    ),
  }),
});
export const listLapsedTransfers = route({
  method: 'GET',
  path: '/api/archives/{kind}/lapsed',
  permission: 'archives.review',
  summary: '失效信息：从学生名单中删除、信息已失效的毕业生',
  params: kindParam,
  query: z.object({ cohort: narrowing.cohort, q: narrowing.q, department: narrowing.department, ...page }),
  answer: z.object({
    rows: z.array(graduateRow.extend({ lapsedAt: instant, who: z.string(), reason: z.string(), had: z.string() })),
    next: z.string().nullable(),
    total: z.number(),
  }),
});
