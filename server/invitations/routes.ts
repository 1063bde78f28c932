import { inviteGraduate as inviteContract } from '#contract/routes/cases.ts';
import { inviteAgain as inviteAgainContract } from '#contract/routes/employer-cases.ts';
import * as contract from '#contract/routes/invitations.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { parseRef } from '#server/cases/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { makeInvitationCode, readInvitationCode, showInvitationCode, withdrawInvitationCode } from './invitation-codes.ts';
import { inviteAgain } from './invite-again.ts';
import { inviteGraduate } from './invite-graduate.ts';
import { codeOfWish, listOwnWishes, listWishes, makeWish, setWishAside, withdrawWish } from './wishes.ts';

/** An invitation by name and number, or by 签约码, from both sides. */
export const invitationRoutes = (platform: Platform): Served[] => [
  ...wishRoutes(platform),
  serve(inviteContract, ({ body, actor, scope, key, addressPrefix }) =>
    withEmployer(scope, employerId => inviteGraduate(platform, { form: body, actor, employerId, key, addressPrefix })),
  ),
  serve(inviteAgainContract, ({ params, body, actor, scope, key, addressPrefix }) =>
    withEmployer(scope, employerId => inviteAgain(platform, { ...params, ...body, actor, employerId, key, addressPrefix })),
  ),
  serve(contract.getInvitationCode, async ({ actor }) =>
    actor.graduate ? showInvitationCode(platform, actor.graduate) : refuse('not-found'),
  ),
  serve(contract.makeInvitationCode, async ({ actor, key, addressPrefix }) => {
    if (!actor.graduate) return refuse('not-found');
    const made = await makeInvitationCode(platform, { own: actor.graduate, actor, key, addressPrefix });
    return isRefused(made) ? made : showInvitationCode(platform, actor.graduate);
  }),
  serve(contract.withdrawInvitationCode, async ({ actor, key, addressPrefix }) => {
    if (!actor.graduate) return refuse('not-found');
    await withdrawInvitationCode(platform, { own: actor.graduate, actor, key, addressPrefix });
    return showInvitationCode(platform, actor.graduate);
  }),
  serve(contract.readInvitationCode, ({ body, actor, scope, addressPrefix }) =>
    withEmployer(scope, employerId => readInvitationCode(platform, { ...body, employerId, actor, addressPrefix })),
  ),
  serve(contract.inviteByCode, ({ body, actor, scope, key, addressPrefix }) =>
    withEmployer(scope, employerId => inviteGraduate(platform, { form: body, actor, employerId, key, addressPrefix })),
  ),
];

/** 请单位线上邀请我, from both sides. */
const wishRoutes = (platform: Platform): Served[] => [
  serve(contract.listOwnWishes, async ({ actor }) =>
    actor.graduate ? listOwnWishes(platform, actor.graduate) : refuse('not-found'),
  ),
  serve(contract.makeWish, async ({ actor, params, key }) => {
    if (!actor.graduate) return refuse('not-found');
    const made = await makeWish(platform, { own: actor.graduate, uscc: params.uscc, actor, key });
    return isRefused(made) ? made : listOwnWishes(platform, actor.graduate);
  }),
  serve(contract.withdrawWish, async ({ actor, params }) => {
    if (!actor.graduate) return refuse('not-found');
    await withdrawWish(platform, { own: actor.graduate, uscc: params.uscc });
    return listOwnWishes(platform, actor.graduate);
  }),
  serve(contract.listWishes, ({ scope }) => withEmployer(scope, id => listWishes(platform, id))),
  serve(contract.codeOfWish, ({ scope, params, actor, addressPrefix }) =>
    withEmployer(scope, employerId => codeOfWish(platform, { employerId, ...ofRef(params.ref), actor, addressPrefix })),
  ),
  serve(contract.setWishAside, ({ scope, params, actor, addressPrefix }) =>
    withEmployer(scope, async employerId => {
      const refused = await setWishAside(platform, { employerId, ...ofRef(params.ref), actor, addressPrefix });
      return refused ?? listWishes(platform, employerId);
    }),
  ),
];
const ofRef = (ref: string) => {
  const { schoolId, caseId } = parseRef(ref);
  return { schoolId, graduateId: caseId };
};
