import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { tellInvited, tellInvitedJob } from './invite-member.ts';
import { handOverRoutes, memberRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'member-invited': '邀请单位成员',
  'member-joined': '单位成员加入',
  'member-decided': '办理单位成员申请',
  'member-changed': '修改单位成员',
  'organisation-handed-over': '移交单位管理员',
};

/** The people of an employer: invited, asking to join, administrators and staff. */
export const membersModule = (platform: Platform): Module => ({
  auditWords,
  routes: [...memberRoutes(platform), ...handOverRoutes(platform)],
  jobs: [handle(tellInvitedJob, join => tellInvited(platform, join))],
});
