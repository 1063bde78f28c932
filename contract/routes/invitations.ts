/** 签约码: made by the graduate, typed or scanned by the employer, who then needs no ID number. */

import { z } from 'zod';
import { codeInvitationForm, invitationCodeField } from '#domain/forms/invitation-form.ts';
import { route } from '../parts/route.ts';
import { caseRef, instant } from '../parts/shapes.ts';

const invitationCode = z.object({
  /** Null when there is none, or none any more. */
  live: z
    .object({
      /** In threes, as it is read out. */
      code: z.string(),
      /** The employer's page for an invitation, with the code in the fragment, which reaches no server. */
      url: z.string(),
      /** The same as a QR code: as many units on each side, and what is dark, as an SVG path. */
      qr: z.object({ size: z.number(), path: z.string() }),
      expiresAt: instant,
    })
    .nullable(),
  /** Why no employer could use one now, when that is so. */
  obstacle: z.string().nullable(),
});
const own = { path: '/api/graduate/invitation-code', permission: 'cases.own', answer: invitationCode } as const;

export const getInvitationCode = route({ method: 'GET', ...own, summary: '我的签约码' });
export const makeInvitationCode = route({
  method: 'POST',
  ...own,
  summary: '生成签约码，24 小时内有效；原有的随即失效',
});
export const withdrawInvitationCode = route({ method: 'DELETE', ...own, summary: '撤回签约码' });

/** The graduate who made a code, so that the clerk can be sure. A POST keeps the code out of URLs. */
export const readInvitationCode = route({
  method: 'POST',
  path: '/api/invitation-codes/reading',
  permission: 'cases.invite',
  summary: '按签约码查看毕业生',
  body: z.object({ code: invitationCodeField }),
  answer: z.object({ graduateName: z.string(), schoolName: z.string(), cohort: z.number(), expiresAt: instant }),
});
export const inviteByCode = route({
  method: 'POST',
  path: '/api/invitation-codes/invitations',
  permission: 'cases.invite',
  summary: '按签约码发送签约邀请',
  body: codeInvitationForm,
  answer: z.object({ ref: caseRef, respondBy: instant }),
});

const wishesOfGraduate = z.object({ wishes: z.array(z.object({ uscc: z.string(), name: z.string(), madeAt: instant })) });
const usccParam = z.object({ uscc: z.string().max(18) });
export const listOwnWishes = route({
  method: 'GET',
  path: '/api/graduate/invitation-wishes',
  permission: 'cases.own',
  summary: '我请哪些单位线上邀请我',
  answer: wishesOfGraduate,
});
export const makeWish = route({
  method: 'POST',
  path: '/api/graduate/invitation-wishes/{uscc}',
  permission: 'cases.own',
  summary: '请通过资质审核的单位线上邀请我',
  params: usccParam,
  answer: wishesOfGraduate,
});
export const withdrawWish = route({
  method: 'DELETE',
  path: '/api/graduate/invitation-wishes/{uscc}',
  permission: 'cases.own',
  summary: '撤回邀约请求',
  params: usccParam,
  answer: wishesOfGraduate,
});
const wishes = z.object({
  rows: z.array(z.object({ ref: caseRef, name: z.string(), schoolName: z.string(), cohort: z.number(), madeAt: instant })),
});
export const listWishes = route({
  method: 'GET',
  path: '/api/employer/invitation-wishes',
  permission: 'cases.invite',
  summary: '毕业生的邀约请求',
  answer: wishes,
});
/** A POST keeps the code out of URLs. */
export const codeOfWish = route({
  method: 'POST',
  path: '/api/employer/invitation-wishes/{ref}/code',
  permission: 'cases.invite',
  summary: '发出邀请：取得该毕业生的签约码',
  params: z.object({ ref: caseRef }),
  answer: z.object({ code: z.string() }),
});
export const setWishAside = route({
  method: 'DELETE',
  path: '/api/employer/invitation-wishes/{ref}',
  permission: 'cases.invite',
  summary: '暂不邀请，毕业生会收到消息',
  params: z.object({ ref: caseRef }),
  answer: wishes,
});
