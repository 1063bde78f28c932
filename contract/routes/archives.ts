/** 档案信息, 户口信息: what every page of them shows, and the graduate's own. One set of routes, the kind in the path. */
import { z } from 'zod';
import { transferRequestStates } from '#domain/request-states.ts';
import { fileBytesAtMost } from '#domain/rules/file-limits.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { recordStates } from '#domain/transfers/record.ts';
import { route } from '../parts/route.ts';
import { step as atStep, button, instant, madeId, numberParam, section, tone, versionNumber } from '../parts/shapes.ts';
import { fieldChange, formField } from './cases.ts';

const kind = z.enum(transferKinds);
export const kindParam = z.object({ kind });
export const requestParam = kindParam.extend({ id: numberParam });
export const graduateParam = kindParam.extend({ graduate: numberParam });

export const recordState = z.enum(recordStates);
/** Texts by field: the rows of `domain/forms/archive.ts` or `hukou.ts`, and `explanation` (情况说明). */
export const form = z.record(z.string().max(40), z.string().max(4000));
const fileIds = z.array(z.string().max(64)).max(8, '最多上传 8 份');
export const file = z.object({
  id: z.string(),
  name: z.string(),
  mediaType: z.string(),
  pages: z.number(),
  /** Its retention is over: what it was is known, its content is not there any more. */
  deleted: z.boolean(),
});
export const obstacle = z.object({ code: z.string(), sentence: z.string() });

/** The record as every page shows it. */
export const record = z.object({
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

export const requestAction = z.enum(['register', 'modify']);
export const requestState = z.enum(transferRequestStates);
export const requestSummary = z.object({
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
/** Why somebody did not pass it. */
const whyNot = z.object({ reason: z.string(), text: z.string() });
/** How far it is: what the graduate's card and every page of it show. */
const progress = z.object({
  /** Whose turn it is, in words (学院, 学校); null when it is decided. */
  waitsFor: z.string().nullable(),
  /** 提交, 学院审核, 学校审核, 完成. */
  steps: z.array(atStep),
  /** Why it was rejected. */
  decision: whyNot.nullable(),
});
export const requestPage = requestSummary.extend({
  ...progress.shape,
  asked: section,
  /** What a modification changes of the record, in words. */
  changes: z.array(fieldChange),
  explanation: z.string(),
  files: z.array(file),
  actions: z.array(button),
  history: z.array(step),
});

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
export const origin = z.object({
  regionCode: z.string(),
  regionName: z.string(),
  /** The receiver's region keeps this province; null where no receiver is filled in. */
  provinceCode: z.string().nullable(),
  receiver: form.nullable(),
});
export const transferForm = z.object({
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
    /** Why the latest registration was not passed; the form begins with it. */
    notPassed: whyNot.nullable(),
    /** Why nothing can be handed in now. */
    obstacle: obstacle.nullable(),
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
  body: z.object({ version: versionNumber, form, fileIds: fileIds.default([]) }),
  answer: ownRequestPage,
});
export const downloadTransferFile = route({
  method: 'GET',
  path: '/api/archives/{kind}/files/{graduate}/{file}/{size}',
  permission: 'archives.read',
  summary: '查看证明材料：shown 为浏览用图，evidence 为留存件',
  medium: 'download',
  params: graduateParam.extend({ file: madeId, size: z.enum(['shown', 'evidence']) }),
});
