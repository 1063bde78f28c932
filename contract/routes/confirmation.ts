/** 去向登记确认 and 离校前待办: the graduate's side; 登记确认信息: the desks'. */
import { z } from 'zod';
import { consentText, longestWrongText, wrongParts } from '#domain/confirmation/answer.ts';
import { confirmationAnswers, confirmationStates } from '#domain/confirmation/states.ts';
import { partCodes, recordSourceNames } from '#domain/reported/parts.ts';
import { route } from '../parts/route.ts';
import { codeParam, cohortParam, instant, numberParam, page, section, tone } from '../parts/shapes.ts';
import { deskJob } from './jobs.ts';

const state = z.enum(confirmationStates);
const wrongPart = z.enum(wrongParts);
const source = z.enum(recordSourceNames);
const obstacle = z.object({ code: z.string(), sentence: z.string() });
const namedPart = z.object({ part: wrongPart, title: z.string() });

/** Where something can be read or put right. */
const way = z.object({
  /** What to do, in a sentence. */
  sentence: z.string(),
  /** A page below the reader's own pages; null where there is none. */
  path: z.string().nullable(),
  /** A page of the employment registry. */
  url: z.string().nullable(),
  word: z.string(),
});
/** One of the three parts as it is reported now. */
const part = z.object({
  part: z.enum(partCodes),
  title: z.string(),
  /** Null: nothing is reported. */
  rows: section.shape.rows.nullable(),
  note: z.string().nullable(),
  /** 登记系统, 就业管理系统上传, 就业管理系统接口. */
  source: z.string().nullable(),
  reportedAt: instant.nullable(),
  correct: way,
});
/** An answer of the graduate, or a time that one fell back. */
const event = z.object({
  at: instant,
  label: z.string(),
  tone,
  /** What the graduate said, or why it fell back. */
  what: z.string(),
  parts: z.array(namedPart),
  /** What is wrong, in the graduate's words. */
  text: z.string(),
});
const confirmed = z.object({
  state,
  label: z.string(),
  tone,
  since: instant.nullable(),
  basics: section,
  parts: z.array(part),
  /** Of 确认有误: what is wrong. */
  wrong: z.object({ parts: z.array(namedPart), text: z.string() }).nullable(),
  history: z.array(event),
});

export const confirmationPage = confirmed.extend({
  /** Names what is shown: sent back with the answer, so that nobody confirms what they have not seen. */
  seen: z.string(),
  /** Why nothing can be confirmed now. */
  obstacle: obstacle.nullable(),
  /** Where a destination is registered first. */
  reportFirst: way.nullable(),
  /** What may be wrong. */
  wrongParts: z.array(namedPart),
  consent: z.literal(consentText),
  help: z.string(),
});
export const getOwnConfirmation = route({
  method: 'GET',
  path: '/api/graduate/confirmation',
  permission: 'confirmation.own',
  summary: '去向登记确认：三部分信息及其来源、确认记录',
  answer: confirmationPage,
});
const lengthOf = (text: string): number => [...text].length;
export const answerConfirmation = route({
  method: 'POST',
  path: '/api/graduate/confirmation',
  permission: 'confirmation.own',
  summary: '信息无误，确认登记去向；或信息有误',
  body: z
    .object({
      answer: z.enum(confirmationAnswers),
      seen: z.string().max(100),
      parts: z.array(wrongPart).max(wrongParts.length).default([]),
      text: z.string().max(4000).trim().default(''),
    })
    .superRefine(({ answer, parts, text }, context) => {
      const fault = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message });
      if (answer === 'right') {
        if (parts.length > 0 || text !== '') fault('answer', '信息无误时不填写有误的内容');
        return;
      }
      if (parts.length === 0) fault('parts', '请选择哪一部分有误');
      if (new Set(parts).size < parts.length) fault('parts', '同一部分请勿重复选择');
      if (text === '') fault('text', '请写明哪里有误、应当是什么');
      else if (lengthOf(text) > longestWrongText) fault('text', `最多 ${longestWrongText} 字`);
    }),
  answer: confirmationPage,
});

const task = z.object({
  key: z.string(),
  title: z.string(),
  label: z.string(),
  tone,
  isDone: z.boolean(),
  /** What to do next, or why nothing can be done. */
  sentence: z.string(),
  /** The last day on which it can be done, in words; null where there is none. */
  until: z.string().nullable(),
  /** Null while it is not its turn. */
  path: z.string().nullable(),
});
export const listLeavingTasks = route({
  method: 'GET',
  path: '/api/graduate/leaving',
  permission: 'confirmation.own',
  summary: '离校前待办：按顺序，各到哪一天',
  answer: z.object({ tasks: z.array(task), left: z.number() }),
});

// The desks.
const text = z.string().trim().max(60).optional();
const code = codeParam.optional();
export const confirmationFilter = z.object({
  /** Left out: the cohorts that are not over. */
  cohort: cohortParam.optional(),
  state: state.optional(),
  source: source.optional(),
  /** Name, its pinyin or initials, student number or exam number. */
  q: text,
  department: numberParam.optional(),
  major: code,
  class: text,
  level: code,
});
export type ConfirmationFilter = z.output<typeof confirmationFilter>;

const graduate = z.object({
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
const permission = 'confirmation.read';
export const countConfirmations = route({
  method: 'GET',
  path: '/api/confirmations/work',
  permission,
  summary: '确认有误、待核对处理的人数',
  answer: z.object({ wrong: z.number() }),
});
const option = z.object({ code: z.string(), name: z.string() });
export const getConfirmationOptions = route({
  method: 'GET',
  path: '/api/confirmations/options',
  permission,
  summary: '名单的筛选项',
  answer: z.object({
    cohorts: z.array(z.number()),
    departments: z.array(z.object({ id: z.number(), name: z.string() })),
    majors: z.array(option),
    levels: z.array(option),
  }),
});
export const listConfirmations = route({
  method: 'GET',
  path: '/api/confirmations/records',
  permission,
  summary: '登记确认情况列表',
  query: confirmationFilter.extend(page),
  answer: z.object({
    rows: z.array(graduate.extend({ state, label: z.string(), tone, source: z.string().nullable(), since: instant.nullable() })),
    next: z.string().nullable(),
    /** Counted as far as `over` says. */
    total: z.number(),
    over: z.boolean(),
  }),
});
export const getConfirmation = route({
  method: 'GET',
  path: '/api/confirmations/records/{graduate}',
  permission,
  summary: '一位毕业生的登记确认详情：状态、基本信息、有误的内容、历史',
  params: z.object({ graduate: numberParam }),
  answer: graduate.extend(confirmed.shape).extend({ isLapsed: z.boolean(), graduate: section }),
});
const figures = z.object({
  graduates: z.number(),
  /** By the name of the state. */
  states: z.record(z.string(), z.number()),
});
export type ConfirmationFigures = z.output<typeof figures>;
export const getConfirmationStatistics = route({
  method: 'GET',
  path: '/api/confirmations/statistics',
  permission,
  summary: '登记确认情况统计：各数据来源、各院系（实时）',
  query: z.object({ cohort: cohortParam.optional() }),
  answer: z.object({
    at: instant,
    cohort: z.number().nullable(),
    cohorts: z.array(z.number()),
    total: figures,
    groups: z.array(
      z.object({
        departmentId: z.number(),
        name: z.string(),
        total: figures,
        /** By source, and `none` where nothing is reported. */
        sources: z.record(z.string(), figures),
      }),
    ),
    sources: z.record(z.string(), figures),
  }),
});

export const startConfirmationExport = route({
  method: 'POST',
  path: '/api/confirmations/exports',
  permission,
  summary: '下载当前查询数据（登记确认情况）：2,000 行以内直接下载，以上在后台生成',
  body: confirmationFilter,
  answer: z.object({ rows: z.number(), over: z.boolean(), job: deskJob.nullable() }),
});
export const downloadConfirmationExport = route({
  method: 'GET',
  path: '/api/confirmations/exports/file',
  permission,
  summary: '直接下载 2,000 行以内的登记确认情况（xlsx）',
  medium: 'download',
  query: confirmationFilter,
});
