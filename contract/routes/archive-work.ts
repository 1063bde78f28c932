/** The long work of the desks with 档案信息 and 户口信息: quick review, import, downloads, statistics. The kind is in the path. */
import { z } from 'zod';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { route } from '../parts/route.ts';
import { cohortParam, instant, numberParam, page } from '../parts/shapes.ts';
import { transferRecordFilter, transferRequestFilter } from './desk-archives.ts';
import { deskJob } from './jobs.ts';

const permission = 'archives.review';
const kind = z.enum(transferKinds);
const kindParam = z.object({ kind });
const oneParam = kindParam.extend({ id: numberParam });

/** In one go; what is left is found by the next. */
export const mostInQuickReview = 5000;
const quickOutcome = z.enum(['waiting', 'passed', 'refused']);

export const previewQuickReview = route({
  method: 'GET',
  path: '/api/archives/{kind}/quick-reviews/preview',
  permission,
  summary: '快速审核前：待我审核的申请中，转回生源地且与生源地信息一致的有多少',
  params: kindParam,
  /** What is handed in or changed later than `asOf` is not part of it. `waiting`: all that wait for this account. */
  answer: z.object({ open: z.boolean(), count: z.number(), over: z.boolean(), waiting: z.number(), asOf: instant }),
});
export const startQuickReview = route({
  method: 'POST',
  path: '/api/archives/{kind}/quick-reviews',
  permission,
  summary: '快速审核：审核通过这些申请',
  params: kindParam,
  body: z.object({ asOf: z.iso.datetime() }),
  answer: deskJob,
});
export const listQuickReviewRows = route({
  method: 'GET',
  path: '/api/archives/{kind}/quick-reviews/{id}',
  permission,
  summary: '一次快速审核中每项申请的结果；编号为任务的编号',
  params: oneParam,
  query: z.object({ outcome: quickOutcome.optional(), ...page }),
  answer: z.object({
    job: deskJob,
    counts: z.object({ waiting: z.number(), passed: z.number(), refused: z.number() }),
    rows: z.array(
      z.object({
        row: z.number(),
        requestId: z.number(),
        /** Empty where the graduate is no longer within reach. */
        graduateName: z.string(),
        studentNumber: z.string(),
        departmentName: z.string(),
        outcome: quickOutcome,
        sentence: z.string().nullable(),
        /** The state that it is in now. */
        label: z.string(),
      }),
    ),
    next: z.string().nullable(),
  }),
});

/** Rows of one file. */
export const mostRowsInTransferImport = 30_000;
const importRun = z.object({
  id: z.number(),
  fileName: z.string(),
  state: z.enum(['waiting', 'reading', 'writing', 'done', 'failed', 'stopped', 'refused']),
  stateLabel: z.string(),
  rowsRead: z.number(),
  /** Of those to be written. */
  rowsWritten: z.number(),
  /** `added`: nothing was recorded before. Known once all rows have been read. */
  counts: z.object({ added: z.number(), changed: z.number(), same: z.number(), faulty: z.number() }),
  /** Why the whole file was refused, or the work was given up. */
  why: z.string().nullable(),
  /** Its progress among 任务; its result is the sheet of refused rows, for a day. */
  jobId: z.number(),
  hasRefusedRows: z.boolean(),
  startedBy: z.string(),
  startedAt: instant,
  finishedAt: instant.nullable(),
});
export type TransferImport = z.output<typeof importRun>;

export const downloadTransferTemplate = route({
  method: 'GET',
  path: '/api/archives/{kind}/import-template',
  permission,
  summary: '下载批量导入模板（xlsx，含下拉选项）',
  medium: 'download',
  params: kindParam,
});
export const downloadRegionCodes = route({
  method: 'GET',
  path: '/api/archives/{kind}/region-codes',
  permission,
  summary: '下载地区代码表（xlsx）',
  medium: 'download',
  params: kindParam,
});
export const uploadTransferSheet = route({
  method: 'POST',
  path: '/api/archives/{kind}/import-files',
  permission,
  summary: '上传批量导入的表格，返回表头对应情况，不导入',
  medium: 'upload',
  maxBytes: 32 * 1024 * 1024,
  params: kindParam,
  answer: z.object({
    fileId: z.string(),
    fileName: z.string(),
    columns: z.array(z.object({ header: z.string(), label: z.string().nullable() })),
    /** Optional columns that the file does not have. */
    absent: z.array(z.string()),
  }),
});
export const startTransferImport = route({
  method: 'POST',
  path: '/api/archives/{kind}/imports',
  permission,
  summary: '开始批量导入：逐行检查，无误的行立即生效',
  params: kindParam,
  body: z.object({ fileId: z.string().max(64), fileName: z.string().max(200) }),
  answer: importRun,
});
export const listTransferImports = route({
  method: 'GET',
  path: '/api/archives/{kind}/imports',
  permission,
  summary: '最近的批量导入：本人的，学校管理员可见全校的',
  params: kindParam,
  answer: z.object({ runs: z.array(importRun) }),
});
export const getTransferImport = route({
  method: 'GET',
  path: '/api/archives/{kind}/imports/{id}',
  permission,
  summary: '一次批量导入的进度与结果',
  params: oneParam,
  answer: importRun,
});
const importOutcome = z.enum(['added', 'changed', 'same', 'faulty']);
export const listTransferImportRows = route({
  method: 'GET',
  path: '/api/archives/{kind}/imports/{id}/rows',
  permission,
  summary: '批量导入的逐行结果（保留 7 天）',
  params: oneParam,
  query: z.object({ outcome: importOutcome.optional(), ...page }),
  answer: z.object({
    rows: z.array(
      z.object({
        /** As Excel shows it. */
        row: z.number(),
        /** As the file has them. */
        examNumber: z.string(),
        name: z.string(),
        outcome: importOutcome,
        faults: z.array(z.object({ column: z.string(), message: z.string() })),
        /** False while its turn has not come, or after the work was stopped. */
        written: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
  }),
});
export const downloadTransferRefusedRows = route({
  method: 'GET',
  path: '/api/archives/{kind}/imports/{id}/refused-rows',
  permission,
  summary: '下载有误的行（含错误原因，改正后可再次上传）',
  medium: 'download',
  params: oneParam,
});

/** Without a job: few enough to be fetched at once. */
const exportAnswer = z.object({ rows: z.number(), over: z.boolean(), job: deskJob.nullable() });
export const startRecordExport = route({
  method: 'POST',
  path: '/api/archives/{kind}/record-exports',
  permission,
  summary: '下载当前查询数据（档案、户口信息）：2,000 行以内直接下载，以上在后台生成',
  params: kindParam,
  body: transferRecordFilter,
  answer: exportAnswer,
});
export const downloadRecordExport = route({
  method: 'GET',
  path: '/api/archives/{kind}/record-exports/file',
  permission,
  summary: '直接下载 2,000 行以内的档案、户口信息（xlsx）',
  medium: 'download',
  params: kindParam,
  query: transferRecordFilter,
});
export const startRequestExport = route({
  method: 'POST',
  path: '/api/archives/{kind}/request-exports',
  permission,
  summary: '下载当前查询数据（申请记录）：2,000 行以内直接下载，以上在后台生成',
  params: kindParam,
  body: transferRequestFilter,
  answer: exportAnswer,
});
export const downloadRequestExport = route({
  method: 'GET',
  path: '/api/archives/{kind}/request-exports/file',
  permission,
  summary: '直接下载 2,000 行以内的申请记录（xlsx）',
  medium: 'download',
  params: kindParam,
  query: transferRequestFilter,
});

export const transferGroupings = ['department', 'major', 'educationLevel'] as const;
const figures = z.object({
  graduates: z.number(),
  registered: z.number(),
  /** Of those registered: a modification is under review. */
  modifying: z.number(),
  /** 审核中: nothing registered yet. */
  reviewing: z.number(),
  unregistered: z.number(),
  /** Off the roster; not among the graduates. */
  lapsed: z.number(),
  /** Of those registered, by the code of the transfer type. */
  types: z.record(z.string(), z.number()),
  /** Of those registered, by the code of the receiving province. */
  provinces: z.record(z.string(), z.number()),
});
export type TransferFigures = z.output<typeof figures>;
const named = z.object({ code: z.string(), name: z.string() });
export const getTransferStatistics = route({
  method: 'GET',
  path: '/api/archives/{kind}/statistics',
  permission,
  summary: '档案、户口信息实时统计',
  params: kindParam,
  query: z.object({
    /** Left out: the latest that has graduates. */
    cohort: cohortParam.optional(),
    by: z.enum(transferGroupings).default('department'),
  }),
  answer: z.object({
    /** When it was counted. */
    at: instant,
    cohort: z.number().nullable(),
    cohorts: z.array(z.number()),
    /** Those that occur, in the order of their codes. */
    types: z.array(named),
    provinces: z.array(named),
    total: figures,
    groups: z.array(z.object({ key: z.string(), name: z.string(), figures })),
  }),
});
