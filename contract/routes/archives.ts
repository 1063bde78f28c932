/** 档案信息, 户口信息: the graduate's record and requests, and the desks' work with them. One set of routes, the kind in the path. */
import { z } from 'zod';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { transferRequestStates } from '#domain/request-states.ts';
import { fileBytesAtMost } from '#domain/rules/file-limits.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { recordStates } from '#domain/transfers/record.ts';
import { route } from '../parts/route.ts';
import { step as atStep, button, instant, numberParam, page, section, tone } from '../parts/shapes.ts';
import { fieldChange, formField } from './cases.ts';

const kind = z.enum(transferKinds);
const kindParam = z.object({ kind });
const requestParam = kindParam.extend({ id: numberParam });
const graduateParam = kindParam.extend({ graduate: numberParam });

const recordState = z.enum(recordStates);
/** Texts by field: the rows of `domain/forms/archive.ts` or `hukou.ts`, and `explanation` (情况说明). */
const form = z.record(z.string().max(40), z.string().max(4000));
const fileIds = z.array(z.string().max(64)).max(8, '最多上传 8 份');
const file = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  pages: z.number(),
  /** Its retention is over: what it was is known, its content is not there any more. */
  deleted: z.boolean(),
});
const obstacle = z.object({ code: z.string(), sentence: z.string() });

/** The record as every page shows it. */
const record = z.object({
  state: recordState,
  label: z.string(),
  tone,
  /** 修改审核中. */
  tags: z.array(z.string()),
  /** Null while nothing is recorded. What it says of a lapsed one counts no more. */
  section: section.nullable(),
  /** Where it came from, in words: 本人申请, the destination by name, 学校（老师）修改, 批量导入, 就业管理系统. */
  source: z.string().nullable(),
  /** 来自已解除去向，请核对. */
  note: z.string().nullable(),
  updatedAt: instant.nullable(),
  /** 0 while nothing is recorded. */
  version: z.number(),
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

const requestAction = z.enum(['register', 'modify']);
const requestState = z.enum(transferRequestStates);
const requestSummary = z.object({
  id: z.number(),
  /** 登记 or 修改. */
  action: requestAction,
  word: z.string(),
  state: requestState,
  label: z.string(),
  tone,
  version: z.number(),
  transferType: z.string(),
  submittedAt: instant,
  /** Since when it is where it is. */
  since: instant,
});
const step = z.object({ at: instant, word: z.string(), who: z.string(), label: z.string(), text: z.string() });
/** How far it is: what the graduate's card and every page of it show. */
const progress = z.object({
  /** Whose turn it is, in words (学院, 学校); null when it is decided. */
  waitsFor: z.string().nullable(),
  /** 提交, 学院审核, 学校审核, 完成. */
  steps: z.array(atStep),
  /** Why it was rejected. */
  decision: z.object({ reason: z.string(), text: z.string() }).nullable(),
});
const requestPage = requestSummary.extend({
  ...progress.shape,
  asked: section,
  /** What a modification changes of the record, in words. */
  changes: z.array(fieldChange),
  explanation: z.string(),
  files: z.array(file),
  actions: z.array(button),
  history: z.array(step),
});

// The graduate.
/** Whose files: a part of their addresses. */
const ofGraduate = { graduateId: z.number() };
const moduleState = z.object({
  kind,
  title: z.string(),
  /** Why nothing can be done here: closed by the school, or a hukou that is not with the school. */
  obstacle: obstacle.nullable(),
  record,
});
export const listOwnTransfers = route({
  method: 'GET',
  path: '/api/graduate/archives',
  permission: 'archives.own',
  summary: '档案信息登记、户口信息登记模块的状态',
  answer: z.object({ modules: z.array(moduleState) }),
});
export const getOwnTransfer = route({
  method: 'GET',
  path: '/api/graduate/archives/{kind}',
  permission: 'archives.own',
  summary: '本人的档案（户口）信息与申请记录',
  params: kindParam,
  answer: moduleState.extend({
    ...ofGraduate,
    requests: z.array(requestSummary.extend(progress.shape)),
    /** 登记 or 修改, open or closed with its reason. */
    actions: z.array(button),
    /** Evidence of the request that the record came from. */
    files: z.array(file),
    /** A form that was begun and not handed in. */
    draftSavedAt: instant.nullable(),
  }),
});
/** The receiver that 转回生源地 fills in: values by field, of the archive's form. */
const origin = z.object({
  regionCode: z.string(),
  regionName: z.string(),
  /** The receiver's region keeps this province; null where no receiver is filled in. */
  provinceCode: z.string().nullable(),
  receiver: form.nullable(),
});
const transferForm = z.object({
  fields: z.array(formField),
  form,
  files: z.array(file),
  /** 情况说明 must be filled in. */
  explanationRequired: z.boolean(),
  /** The code of the type that means 转回生源地. */
  originType: z.string(),
  origin: origin.nullable(),
  /** By code of a type: a sentence to show when it is chosen (国办发〔2022〕13号). Never a block. */
  hints: z.record(z.string(), z.string()),
});
export const getOwnTransferForm = route({
  method: 'GET',
  path: '/api/graduate/archives/{kind}/form',
  permission: 'archives.own',
  summary: '登记或修改的表单：草稿，或待审核的申请（修改申请），或已登记的内容',
  params: kindParam,
  /** Of the request that is edited in place. */
  query: z.object({ request: numberParam.optional() }),
  answer: transferForm.extend({
    ...ofGraduate,
    action: z.enum(['register', 'modify', 'edit']),
    /** Of the request that is edited. */
    version: z.number().nullable(),
    savedAt: instant.nullable(),
  }),
});
export const saveTransferDraft = route({
  method: 'PUT',
  path: '/api/graduate/archives/{kind}/draft',
  permission: 'archives.own',
  summary: '暂存',
  params: kindParam,
  body: z.object({ form, fileIds: fileIds.default([]) }),
  answer: z.object({ savedAt: instant }),
});
export const uploadTransferFile = route({
  method: 'POST',
  path: '/api/graduate/archives/{kind}/files',
  permission: 'archives.own',
  summary: '上传证明材料（图片或 PDF）',
  medium: 'upload',
  maxBytes: fileBytesAtMost,
  params: kindParam,
  answer: file,
});
export const fileTransferRequest = route({
  method: 'POST',
  path: '/api/graduate/archives/{kind}/requests',
  permission: 'archives.own',
  summary: '提交登记（修改）申请',
  params: kindParam,
  body: z.object({ action: requestAction, form, fileIds: fileIds.default([]) }),
  answer: z.object({ id: z.number() }),
});
const ownRequestPage = requestPage.extend(ofGraduate);
export const getOwnTransferRequest = route({
  method: 'GET',
  path: '/api/graduate/archives/{kind}/requests/{id}',
  permission: 'archives.own',
  summary: '本人的一项申请',
  params: requestParam,
  answer: ownRequestPage,
});
export const editTransferRequest = route({
  method: 'PUT',
  path: '/api/graduate/archives/{kind}/requests/{id}',
  permission: 'archives.own',
  summary: '修改申请：院校均未审核之前',
  params: requestParam,
  body: z.object({ version: z.number().int(), form, fileIds: fileIds.default([]) }),
  answer: ownRequestPage,
});
export const downloadTransferFile = route({
  method: 'GET',
  path: '/api/archives/{kind}/files/{graduate}/{file}/{size}',
  permission: 'archives.read',
  summary: '查看证明材料：shown 为浏览用图，evidence 为留存件',
  medium: 'download',
  params: graduateParam.extend({ file: z.string().max(64), size: z.enum(['shown', 'evidence']) }),
});

// The desks.
const count = z.object({ state: z.string(), label: z.string(), tone, count: z.number() });
export const getTransferHome = route({
  method: 'GET',
  path: '/api/archives/{kind}/home',
  permission: 'archives.review',
  summary: '首页：待审核数、登记情况（实时）',
  params: kindParam,
  query: z.object({ cohort: z.coerce.number().int().min(2000).max(2100).optional() }),
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
const text = z.string().trim().max(60).optional();
const code = z.string().max(20).optional();
/** What both lists are narrowed by. */
const narrowing = {
  cohort: z.coerce.number().int().min(2000).max(2100).optional(),
  /** Name, its pinyin or initials, student number or exam number. */
  q: text,
  department: z.coerce.number().int().positive().optional(),
  major: code,
  class: text,
  level: code,
  /** The code of a transfer type. */
  type: code,
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

const graduateRow = z.object({
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
  body: z.object({ version: z.number().int(), form }),
  answer: recordPage,
});
/** Somebody has looked at a record that a destination left behind: the note goes, the content stays. */
export const confirmTransferRecord = route({
  method: 'POST',
  path: '/api/archives/{kind}/records/{graduate}/checks',
  permission: 'archives.review',
  summary: '核对无误：取消「来自已解除去向，请核对」',
  params: graduateParam,
  body: z.object({ version: z.number().int() }),
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
  body: z.object({ version: z.number().int(), form }),
  answer: deskRequestPage,
});
const decision = z.enum(['approve', 'reject']);
export const decideTransferRequest = route({
  method: 'POST',
  path: '/api/archives/{kind}/requests/{id}/{action}',
  permission: 'archives.review',
  summary: '审核通过、审核不通过',
  params: requestParam.extend({ action: decision }),
  body: z.object({ version: z.number().int(), reason: reasonForm.optional() }),
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
      .array(z.object({ id: z.number().int().positive(), version: z.number().int() }))
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
  query: z.object({ cohort: narrowing.cohort, q: text, department: narrowing.department, ...page }),
  answer: z.object({
    rows: z.array(graduateRow.extend({ lapsedAt: instant, who: z.string(), reason: z.string(), had: z.string() })),
    next: z.string().nullable(),
    total: z.number(),
  }),
});
