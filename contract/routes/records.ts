/** 我的登记记录: every change of one's own record, and what a graduate objects to in it. */
import { z } from 'zod';
import { flowNames } from '#domain/flow-names.ts';
import { objectionStates } from '#domain/request-states.ts';
import { route } from '../parts/route.ts';
import { caseRef, instant, numberParam, page, tone, versionNumber } from '../parts/shapes.ts';
import { fieldChange } from './cases.ts';

/** Names an entry of the record: a case's step, a change of the roster row, a change of what is reported. */
export const entryKey = z.string().regex(/^(case-\d{1,15}-\d{1,9}|roster-\d{1,15}|reported-\d{1,15})$/);
const reason = z.object({ reason: z.string(), text: z.string() });

export const recordEntry = z.object({
  key: entryKey,
  /** What it is a change of, in a word. */
  kind: z.string(),
  at: instant,
  title: z.string(),
  /** The office, never a person of it. */
  who: z.string(),
  reason: reason.nullable(),
  changes: z.array(fieldChange),
  caseRef: caseRef.nullable(),
  caseFlow: z.enum(flowNames).nullable(),
});
const objection = z.object({
  id: z.number(),
  label: z.string(),
  tone,
  text: z.string(),
  filedAt: instant,
  answer: z.string().nullable(),
  answeredAt: instant.nullable(),
});

export const listMyRecord = route({
  method: 'GET',
  path: '/api/graduate/record',
  permission: 'records.own',
  summary: '我的登记记录：每一次变动，由谁、从什么到什么',
  query: z.object({ ...page }),
  answer: z.object({
    entries: z.array(recordEntry.extend({ objections: z.array(objection) })),
    next: z.string().nullable(),
  }),
});
export const listMyObjections = route({
  method: 'GET',
  path: '/api/graduate/objections',
  permission: 'records.own',
  summary: '我提出的异议及学校答复',
  answer: z.object({
    objections: z.array(objection.extend({ about: z.string(), isGeneral: z.boolean() })),
    /** Why no more can be filed. */
    obstacle: z.string().nullable(),
  }),
});
export const fileObjection = route({
  method: 'POST',
  path: '/api/graduate/objections',
  permission: 'records.own',
  summary: '提出异议',
  body: z.object({ about: entryKey.nullable(), text: z.string().max(4000) }),
  answer: z.object({ id: z.number() }),
});

const objectionState = z.enum(objectionStates);
const objectionRow = objection.extend({
  graduateName: z.string(),
  studentNumber: z.string(),
  departmentName: z.string(),
  about: z.string(),
});
export const listObjections = route({
  method: 'GET',
  path: '/api/objections',
  permission: 'objections.read',
  summary: '毕业生提出的异议',
  query: z.object({ state: z.union([objectionState, z.literal('all')]).default(objectionStates[0]), ...page }),
  answer: z.object({
    rows: z.array(objectionRow),
    next: z.string().nullable(),
    states: z.array(z.object({ state: objectionState, label: z.string(), count: z.number() })),
  }),
});
export const objectionPage = objectionRow.extend({
  version: z.number(),
  /** What it is about; null when it names no entry. */
  entry: recordEntry.nullable(),
  graduateId: z.number(),
  /** The destination that the graduate holds now. */
  held: z.object({ ref: caseRef, flow: z.enum(flowNames), label: z.string(), tone }).nullable(),
  answeredBy: z.string().nullable(),
  mayAnswer: z.boolean(),
});
export const getObjection = route({
  method: 'GET',
  path: '/api/objections/{id}',
  permission: 'objections.read',
  summary: '一项异议',
  params: z.object({ id: numberParam }),
  answer: objectionPage,
});
export const answerObjection = route({
  method: 'POST',
  path: '/api/objections/{id}/answer',
  permission: 'objections.answer',
  summary: '答复异议',
  params: z.object({ id: numberParam }),
  body: z.object({ version: versionNumber, text: z.string().max(4000) }),
  answer: objectionPage,
});
/** What waits for the school beside its cases. */
export const countRequests = route({
  method: 'GET',
  path: '/api/desk/requests',
  permission: 'objections.read',
  summary: '待处理的变更申请、异议数量',
  /** By the name of the queue. */
  answer: z.record(z.string(), z.number()),
});
