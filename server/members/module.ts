import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { tellInvited, tellInvitedJob } from './invite-member.ts';
import { memberRoutes } from './routes.ts';

/** The people of an employer: invited, asking to join, administrators and staff. */
export const membersModule = (platform: Platform): Module => ({
  routes: memberRoutes(platform),
  jobs: [handle(tellInvitedJob, join => tellInvited(platform, join))],
});
