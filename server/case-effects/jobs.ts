import { z } from 'zod';
import { sendLink, sendLinkJob } from '#server/agents/employer-links.ts';
import { clearReportJob, expireJob, remindJob, reportJob, tellJob } from '#server/cases/schedule-effects.ts';
import type { Press } from '#server/documents/index.ts';
import { makeDocumentJob } from '#server/documents/request-document.ts';
import { sendInvitationsHandler, sendInvitationsJob } from '#server/invitations/many/send-batch.ts';
import { defineJob } from '#server/platform/jobs.ts';
import { type CronEntry, handle, type JobHandler } from '#server/platform/jobs-worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { closeCohorts, closeCohortsJob } from './close-cohorts.ts';
import { expireCase, expireOverdue } from './expire-case.ts';
import { makeCaseDocument } from './make-agreement.ts';
import { clearReportedCase, reportCase } from './report-case.ts';
import { remindParties, tellParties } from './tell-parties.ts';

const sweepJob = defineJob('cases.expire-overdue', z.object({}).loose());

export const caseJobs = (platform: Platform, press: Press, registry: EmploymentRegistry): JobHandler[] => [
  handle(tellJob, ({ whom, ...step }) => tellParties(platform, step, whom)),
  handle(remindJob, ({ whom, ...step }) => remindParties(platform, step, whom)),
  handle(reportJob, ({ version, ...step }) => reportCase(platform, registry, step, version)),
  handle(clearReportJob, ({ version, ...step }) => clearReportedCase(platform, registry, step, version)),
  handle(expireJob, ref => expireCase(platform, ref)),
  handle(makeDocumentJob, ref => makeCaseDocument(platform, press, ref)),
  handle(sendLinkJob, ({ schoolId, caseId }) => sendLink(platform, schoolId, caseId)),
  sendInvitationsHandler(platform),
  handle(closeCohortsJob, async () => {
    const closed = await closeCohorts(platform);
    if (closed > 0) platform.log.info({ closed }, "cases closed at the year's end");
  }),
  handle(sweepJob, async () => {
    const moved = await expireOverdue(platform);
    if (moved > 0) platform.log.warn({ moved }, 'deadlines that their own job had not carried out');
  }),
];

/** The year's end is looked for every night at 00:10 in Beijing. */
export const caseCron: readonly CronEntry[] = [
  { job: sweepJob.name, at: '* * * * *' },
  { job: closeCohortsJob.name, at: '10 16 * * *' },
];

/** On the operator's page. */
export const caseTaskTitles: Readonly<Record<string, string>> = {
  [tellJob.name]: '通知各方',
  [remindJob.name]: '到期提醒',
  [reportJob.name]: '报送去向',
  [clearReportJob.name]: '清除已报送去向',
  [expireJob.name]: '邀请到期',
  [makeDocumentJob.name]: '生成协议书、解约证明',
  [sendLinkJob.name]: '发送协助回传短信',
  [sendInvitationsJob.name]: '批量签约邀请',
  [sweepJob.name]: '到期巡检',
  [closeCohortsJob.name]: '年度截止',
};
