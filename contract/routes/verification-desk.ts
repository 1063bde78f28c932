/** 户档转递与核验信息: the desks' lists of 核验编号 and 转递编号, and their work with the school's own codes. The kind is in the path. */
import { z } from 'zod';
import { isDay } from '#domain/dates.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { codeStates } from '#domain/verification/code-states.ts';
import { graduateRow, rosterFilter } from '../parts/roster-filter.ts';
import { route } from '../parts/route.ts';
import { instant, numberParam, page, section, tone } from '../parts/shapes.ts';
import { deskJob } from './jobs.ts';

const kindParam = z.object({ kind: z.enum(transferKinds) });
const graduateParam = kindParam.extend({ graduate: numberParam });
const state = z.enum(codeStates);
const day = z.string().refine(isDay, '请填写日期').optional();
const yesNo = z.enum(['yes', 'no']).optional();

const listed = {
  next: z.string().nullable(),
  /** Counted as far as `over` says. */
  total: z.number(),
  over: z.boolean(),
  /** The one that was asked for, or the latest. */
  cohort: z.number().nullable(),
};
const codeOfRow = {
  state,
  label: z.string(),
  tone,
  /** A destination is reported: there is a form to show. */
  isReported: z.boolean(),
  /** When the last code was issued, and until when it is answered. */
  issuedAt: instant.nullable(),
  validUntil: instant.nullable(),
};
/** Without a job: few enough to be fetched at once. */
const exportAnswer = z.object({ rows: z.number(), over: z.boolean(), job: deskJob.nullable() });

// 核验列表: what graduates have authorized. Never with their code.
export const authorizationFilter = z.object({ ...rosterFilter, state: state.optional() });
export type AuthorizationFilter = z.output<typeof authorizationFilter>;
const authorizationRow = graduateRow.extend({
  ...codeOfRow,
  /** How often a receiving office has found it, and when last. */
  checks: z.number(),
  checkedAt: instant.nullable(),
});
export const listAuthorizations = route({
  method: 'GET',
  path: '/api/verification/{kind}/authorizations',
  permission: 'verification.read',
  summary: '档案（户口）信息核验列表：毕业生核验授权的状态',
  params: kindParam,
  query: authorizationFilter.extend(page),
  answer: z.object({ rows: z.array(authorizationRow), ...listed }),
});
const formPage = z.object({ graduate: graduateRow, title: z.string(), sections: z.array(section) });
export const getAuthorizationForm = route({
  method: 'GET',
  path: '/api/verification/{kind}/authorizations/{graduate}',
  permission: 'verification.read',
  summary: '查询：去向登记信息表的内容（不含核验编号和二维码）',
  params: graduateParam,
  answer: formPage.extend({ label: z.string(), tone, validUntil: instant.nullable() }),
});
export const startAuthorizationExport = route({
  method: 'POST',
  path: '/api/verification/{kind}/authorization-exports',
  permission: 'verification.read',
  summary: '下载当前查询数据（核验列表）：2,000 行以内直接下载，以上在后台生成',
  params: kindParam,
  body: authorizationFilter,
  answer: exportAnswer,
});
export const downloadAuthorizationExport = route({
  method: 'GET',
  path: '/api/verification/{kind}/authorization-exports/file',
  permission: 'verification.read',
  summary: '直接下载 2,000 行以内的核验列表（xlsx）',
  medium: 'download',
  params: kindParam,
  query: authorizationFilter,
});

// 转递列表: the school's own codes.
export const transferCodeFilter = z.object({
  ...rosterFilter,
  /** There has been a code. */
  generated: yesNo,
  /** No code lives: there was none, or it has ended. */
  outdated: yesNo,
  /** Issued on these days, `YYYY-MM-DD`. */
  from: day,
  to: day,
});
export type TransferCodeFilter = z.output<typeof transferCodeFilter>;
const transferCodeRow = graduateRow.extend({
  ...codeOfRow,
  /** As it is typed; null where none lives. */
  code: z.string().nullable(),
});
export const listTransferCodes = route({
  method: 'GET',
  path: '/api/verification/{kind}/transfer-codes',
  permission: 'verification.read',
  summary: '档案（户口）信息转递列表：转递编号及其状态',
  params: kindParam,
  query: transferCodeFilter.extend(page),
  answer: z.object({ rows: z.array(transferCodeRow), ...listed }),
});
export const getTransferForm = route({
  method: 'GET',
  path: '/api/verification/{kind}/transfer-codes/{graduate}',
  permission: 'verification.read',
  summary: '查询：带有转递编号的去向登记信息表',
  params: graduateParam,
  answer: formPage.extend({
    label: z.string(),
    tone,
    /** Null where no code lives: there is no form on paper then. */
    code: z.string().nullable(),
    formNumber: z.string().nullable(),
    issuedAt: instant.nullable(),
    validUntil: instant.nullable(),
  }),
});
export const downloadTransferForm = route({
  method: 'GET',
  path: '/api/verification/{kind}/transfer-codes/{graduate}/form',
  permission: 'verification.read',
  summary: '下载一份去向登记信息表（PDF，已签名）',
  medium: 'download',
  params: graduateParam,
});
export const startTransferExport = route({
  method: 'POST',
  path: '/api/verification/{kind}/transfer-exports',
  permission: 'verification.read',
  summary: '批量下载（xlsx）：基本信息、去向信息、档案（户口）信息和转递编号；2,000 行以上在后台生成',
  params: kindParam,
  body: transferCodeFilter,
  answer: exportAnswer,
});
export const downloadTransferExport = route({
  method: 'GET',
  path: '/api/verification/{kind}/transfer-exports/file',
  permission: 'verification.read',
  summary: '直接下载 2,000 行以内的转递信息（xlsx）',
  medium: 'download',
  params: kindParam,
  query: transferCodeFilter,
});

/** In one file. */
export const mostForms = 5000;
export const formFiles = ['pdf', 'zip'] as const;
export const startFormFile = route({
  method: 'POST',
  path: '/api/verification/{kind}/form-files',
  permission: 'verification.read',
  summary: '批量下载去向登记信息表：合成一个 PDF，或每人一份打包为 zip，在后台生成',
  params: kindParam,
  body: transferCodeFilter.extend({ as: z.enum(formFiles) }),
  answer: deskJob,
});

const generationCounts = z.object({
  /** Who gets a first code. */
  added: z.number(),
  /** Whose code has ended, or says something else than the record. */
  renewed: z.number(),
  /** Whose code lives. */
  kept: z.number(),
  /** Of whom no destination is reported. */
  without: z.number(),
  /** Whose service is over: graduated in an earlier year. */
  over: z.number(),
});
export type GenerationCounts = z.output<typeof generationCounts>;
export const previewGeneration = route({
  method: 'GET',
  path: '/api/verification/{kind}/generations/preview',
  permission: 'verification.issue',
  summary: '批量生成/重新生成转递编号之前：当前查询结果中各有多少',
  params: kindParam,
  query: transferCodeFilter,
  answer: z.object({
    counts: generationCounts,
    cohort: z.number().nullable(),
    /** The last day on which 转递编号 of this cohort are issued and answered, `YYYY-MM-DD`. */
    lastDay: z.string().nullable(),
    /** Why none can be issued. */
    obstacle: z.object({ code: z.string(), sentence: z.string() }).nullable(),
  }),
});
export const startGeneration = route({
  method: 'POST',
  path: '/api/verification/{kind}/generations',
  permission: 'verification.issue',
  summary: '批量生成/重新生成转递编号：为当前查询结果中有毕业去向的毕业生，在后台进行',
  params: kindParam,
  body: transferCodeFilter,
  answer: deskJob,
});
export const getGeneration = route({
  method: 'GET',
  path: '/api/verification/{kind}/generations/{id}',
  permission: 'verification.issue',
  summary: '一次批量生成的进度与结果；编号为任务的编号',
  params: kindParam.extend({ id: numberParam }),
  answer: z.object({ job: deskJob, counts: generationCounts }),
});
