import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { invitationRoutes } from './routes.ts';

const sweeps = [
  { days: 7, statement: statement('invitations.sweep_look_ups', 'delete from employer_look_up where day < $1') },
  { days: 0, statement: statement('invitations.sweep_codes', 'delete from invitation_code where expires_at < $1') },
];

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'invitation-code-made': '生成签约码',
  'invitation-code-withdrawn': '作废签约码',
  'invitation-code-read': '使用签约码',
  'wish-set-aside': '暂不邀请',
};

/** Invitations, by name and number or by a graduate's code. */
export const invitationsModule = (platform: Platform): Module => ({
  auditWords,
  routes: invitationRoutes(platform),
  sweeps,
});
