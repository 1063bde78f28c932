/** The employer's desk: what waits, its signings and terminations, and the list as a sheet. */

import { z } from 'zod';
import { validityDaysField } from '#domain/forms/invitation-form.ts';
import { route } from '../parts/route.ts';
import { caseRef, instant, numberParam, page, stateParam, tone } from '../parts/shapes.ts';
import { summary } from './cases.ts';

const states = z.array(
  z.object({
    state: z.string(),
    label: z.string(),
    tone,
    count: z.number(),
    /** The employer's own turn. */
    mine: z.boolean(),
  }),
);
export const getEmployerHome = route({
  method: 'GET',
  path: '/api/employer/home',
  permission: 'cases.employer',
  summary: '单位首页：待办与各状态数量',
  answer: z.object({
    signings: states,
    terminations: states,
    /** Invitations whose time to answer ends within a day. */
    due: z.number(),
    /** Sheets of invitations that were checked and not sent. */
    unsentSheets: z.number(),
  }),
});

const filter = {
  flow: z.enum(['online-signing', 'online-termination']).default('online-signing'),
  state: stateParam.optional(),
  /** Name of the graduate, also in pinyin or initials, title of the job, or number of the agreement. */
  q: z.string().trim().max(60).optional(),
  /** Whose time to answer ends within a day. */
  due: z.enum(['soon']).optional(),
  school: numberParam.optional(),
  /** The account that sent the invitation. */
  colleagueId: numberParam.optional(),
};
export const listEmployerCases = route({
  method: 'GET',
  path: '/api/employer/cases',
  permission: 'cases.employer',
  summary: '单位的签约管理、解约管理',
  query: z.object({ ...filter, ...page }),
  answer: z.object({
    rows: z.array(
      summary.extend({
        graduateName: z.string(),
        schoolName: z.string(),
        mayRecall: z.boolean(),
        mayInviteAgain: z.boolean(),
        hasAgreement: z.boolean(),
      }),
    ),
    next: z.string().nullable(),
    states,
  }),
});
export const downloadEmployerCases = route({
  method: 'GET',
  path: '/api/employer/cases/file',
  permission: 'cases.employer',
  summary: '下载签约、解约列表（xlsx）',
  medium: 'download',
  query: z.object(filter),
});
/** What a list can be narrowed by: the schools that its rows are of, and the colleagues who began them. */
export const listEmployerFilters = route({
  method: 'GET',
  path: '/api/employer/cases/filters',
  permission: 'cases.employer',
  summary: '签约管理、解约管理的筛选项：学校与邀约人',
  query: z.object({ flow: filter.flow }),
  answer: z.object({
    schools: z.array(z.object({ id: z.number(), name: z.string() })),
    people: z.array(z.object({ id: z.number(), name: z.string() })),
  }),
});
export const inviteAgain = route({
  method: 'POST',
  path: '/api/employer/cases/{ref}/invitation',
  permission: 'cases.invite',
  summary: '再次邀请：邀请已失效、被拒绝或已撤回后，按原内容重新发出',
  params: z.object({ ref: caseRef }),
  body: z.object({ validityDays: validityDaysField }),
  answer: z.object({ ref: caseRef, respondBy: instant }),
});
