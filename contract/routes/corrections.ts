/** Changes to a record in force: what the school may correct, and what a department asks it to change. */
import { z } from 'zod';
import { changeRequestStates } from '#domain/request-states.ts';
import { route } from '../parts/route.ts';
import { caseRef, codeParam, instant, numberParam, page, tone, versionNumber } from '../parts/shapes.ts';
import { caseFile, fieldChange, flow, formField } from './cases.ts';

/** Texts by field; an empty one empties the field. */
const fields = z.record(z.string().max(40), z.string().max(4000));

export const getCorrection = route({
  method: 'GET',
  path: '/api/cases/{ref}/correction',
  permission: 'cases.review',
  summary: '生效后可更正的信息（更正信息、变更申请）',
  params: z.object({ ref: caseRef }),
  /** The form of another type than it has. */
  query: z.object({ type: codeParam.optional() }),
  answer: z.object({
    /** The types that it may be corrected to, its own among them where it is still offered. */
    types: z.array(z.object({ code: z.string(), label: z.string() })),
    fields: z.array(formField),
    form: z.record(z.string(), z.string()),
    reasons: z.array(z.string()),
  }),
});

const requestState = z.enum(changeRequestStates);
export const fileChangeRequest = route({
  method: 'POST',
  path: '/api/cases/{ref}/change-requests',
  permission: 'changes.file',
  summary: '提交变更申请',
  params: z.object({ ref: caseRef }),
  body: z.object({ version: versionNumber, fields, text: z.string().max(2000) }),
  answer: z.object({ id: z.number() }),
});
const requestRow = z.object({
  id: z.number(),
  ref: caseRef,
  flow,
  flowTitle: z.string(),
  graduateName: z.string(),
  departmentName: z.string(),
  employerName: z.string(),
  label: z.string(),
  tone,
  /** The fields that are to change, by name. */
  fields: z.array(z.string()),
  filedBy: z.string(),
  filedAt: instant,
  decidedAt: instant.nullable(),
});
export const listChangeRequests = route({
  method: 'GET',
  path: '/api/change-requests',
  permission: 'changes.read',
  summary: '变更申请列表',
  query: z.object({ state: z.union([requestState, z.literal('all')]).default(changeRequestStates[0]), ...page }),
  answer: z.object({
    rows: z.array(requestRow),
    next: z.string().nullable(),
    states: z.array(z.object({ state: requestState, label: z.string(), count: z.number() })),
  }),
});
export const changeRequestPage = requestRow.extend({
  version: z.number(),
  destinationType: z.string(),
  caseLabel: z.string(),
  caseVersion: z.number(),
  text: z.string(),
  changes: z.array(fieldChange),
  files: z.array(caseFile),
  decidedBy: z.string().nullable(),
  decision: z.object({ reason: z.string(), text: z.string() }).nullable(),
  actions: z.array(z.object({ action: z.enum(['approve', 'reject']), word: z.string(), obstacle: z.string().nullable() })),
  reasons: z.array(z.string()),
});
export const getChangeRequest = route({
  method: 'GET',
  path: '/api/change-requests/{id}',
  permission: 'changes.read',
  summary: '一项变更申请',
  params: z.object({ id: numberParam }),
  answer: changeRequestPage,
});
export const decideChangeRequest = route({
  method: 'POST',
  path: '/api/change-requests/{id}/{action}',
  permission: 'changes.decide',
  summary: '同意变更、不予变更',
  params: z.object({ id: numberParam, action: z.enum(['approve', 'reject']) }),
  body: z.object({
    version: versionNumber,
    /** The version of the record that was seen: what is granted is what was read. */
    caseVersion: versionNumber,
    reason: z.object({ reason: z.string(), text: z.string() }).optional(),
  }),
  answer: changeRequestPage,
});
