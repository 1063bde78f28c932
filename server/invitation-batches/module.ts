import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { invitationBatchRoutes } from './routes.ts';
import { sendInvitationsHandler } from './send-batch.ts';

const sweeps = [
  { days: 7, statement: statement('invitation-batches.sweep', 'delete from invitation_batch where created_at < $1') },
];

/** Invitations from a sheet, up to a thousand. */
export const invitationBatchesModule = (platform: Platform): Module => ({
  routes: invitationBatchRoutes(platform),
  jobs: [sendInvitationsHandler(platform)],
  sweeps,
});
