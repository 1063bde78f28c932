/** The desk of a department or a school: what waits, the lists of 学生管理. */
import { z } from 'zod';
import { employerNoteForm } from '#domain/forms/employer-note-form.ts';
import { deskFilterFields, deskSorts } from '../parts/desk-filter.ts';
import { route } from '../parts/route.ts';
import { caseRef, done, instant, page, tone } from '../parts/shapes.ts';
import { flow, summary } from './cases.ts';

export const getDeskHome = route({
  method: 'GET',
  path: '/api/desk/home',
  permission: 'cases.review',
  summary: '待办统计',
  answer: z.object({
    flows: z.array(
      z.object({
        flow,
        title: z.string(),
        waiting: z.number(),
        states: z.array(z.object({ state: z.string(), label: z.string(), tone, count: z.number(), mine: z.boolean() })),
      }),
    ),
  }),
});
/** Said every half minute while a review is open. */
export const viewCase = route({
  method: 'POST',
  path: '/api/cases/{ref}/viewing',
  permission: 'cases.review',
  summary: '正在查看：告知本人在查看此件，返回同时在查看的其他老师',
  params: z.object({ ref: caseRef }),
  answer: z.object({ others: z.array(z.string()) }),
});
/** Says `counts` whenever something in the school's cases changed; the page then asks anew. */
export const deskEvents = route({
  method: 'GET',
  path: '/api/desk/events',
  permission: 'cases.review',
  summary: '待办变化的实时通知',
  medium: 'events',
});
export const listDeskCases = route({
  method: 'GET',
  path: '/api/desk/cases',
  permission: 'cases.review',
  summary: '学生管理的各名单：在线签约、补登、解约、去向登记、请求协助、作废记录',
  query: z.object({ ...deskFilterFields, sort: z.enum(deskSorts).default('updated'), ...page }),
  answer: z.object({
    rows: z.array(
      summary.extend({
        graduateName: z.string(),
        studentNumber: z.string(),
        examNumber: z.string(),
        departmentName: z.string(),
        major: z.string(),
        className: z.string(),
        educationLevel: z.string(),
        cohort: z.number(),
        /** The type of destination, in words. */
        destination: z.string(),
        uscc: z.string(),
        agreementNumber: z.string().nullable(),
        submittedAt: instant,
        /** When the school was asked for help, or the destination voided. */
        markedAt: instant.nullable(),
        /** This school or five schools warn of the employer. */
        flagged: z.boolean(),
        mine: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
    /** From the counters where the filter is theirs, else counted as far as `over` says. */
    total: z.number(),
    over: z.boolean(),
  }),
});
export const noteEmployer = route({
  method: 'POST',
  path: '/api/cases/{ref}/employer-notes',
  permission: 'cases.review',
  summary: '记录单位经营状态的查询结果',
  params: z.object({ ref: caseRef }),
  body: employerNoteForm,
  answer: done,
});
const option = z.object({ code: z.string(), name: z.string() });
export const deskFilterOptions = route({
  method: 'GET',
  path: '/api/desk/filter-options',
  permission: 'cases.review',
  summary: '名单的筛选项：院系、届别、专业、学历、去向类型',
  answer: z.object({
    departments: z.array(z.object({ id: z.number(), name: z.string() })),
    cohorts: z.array(z.number()),
    majors: z.array(option),
    levels: z.array(option),
    destinations: z.array(option),
  }),
});
