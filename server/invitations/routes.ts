import { inviteGraduate as inviteContract } from '#contract/routes/cases.ts';
import * as contract from '#contract/routes/invitations.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { withEmployer } from '#server/platform/scope/scope.ts';
import { makeInvitationCode, readInvitationCode, showInvitationCode, withdrawInvitationCode } from './invitation-codes.ts';
import { inviteGraduate } from './invite-graduate.ts';

/** An invitation by name and number, or by 签约码, from both sides. */
export const invitationRoutes = (platform: Platform): Served[] => [
  serve(inviteContract, ({ body, actor, scope, key, addressPrefix }) =>
    withEmployer(scope, employerId => inviteGraduate(platform, { form: body, actor, employerId, key, addressPrefix })),
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
