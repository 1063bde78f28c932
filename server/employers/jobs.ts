import { handle, type JobHandler } from '#server/platform/jobs-worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import { tellInvited, tellInvitedJob } from './members/invite-member.ts';

export const employerJobs = (platform: Platform): JobHandler[] => [handle(tellInvitedJob, join => tellInvited(platform, join))];
/** On the operator's page. */
export const employerTaskTitles: Readonly<Record<string, string>> = { [tellInvitedJob.name]: '发送成员邀请短信' };
