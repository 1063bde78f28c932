import { clearReportJob, expireJob, remindJob, reportJob, tellJob } from '#server/cases/index.ts';
import { makeDocumentJob, type Press } from '#server/documents/index.ts';
import { defineTimedJob } from '#server/platform/jobs/jobs.ts';
import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { closeCohorts } from './close-cohorts.ts';
import { expireCase, expireOverdue } from './expire-case.ts';
import { makeCaseDocument } from './make-case-document.ts';
import { clearReportedCase, type Reporting, reportCase } from './report-case.ts';
import { remindParties, tellParties } from './tell-parties.ts';

const expireOverdueJob = defineTimedJob('cases.expire-overdue', '到期巡检', '* * * * *');

/** What follows from a step, from the clock and from the roster, and nobody presses a button for. */
export const caseEffectsModule = (platform: Platform, press: Press, reporting: Reporting): Module => ({
  jobs: [
    handle(tellJob, ({ whom, ...step }) => tellParties(platform, step, whom)),
    handle(remindJob, ({ whom, ...step }) => remindParties(platform, step, whom)),
    handle(reportJob, ({ version, ...step }) => reportCase(platform, reporting, step, version)),
    handle(clearReportJob, ({ version, ...step }) => clearReportedCase(platform, reporting, step, version)),
    handle(expireJob, ref => expireCase(platform, ref)),
    handle(makeDocumentJob, ref => makeCaseDocument(platform, press, ref)),
    handle(expireOverdueJob, async () => {
      const moved = await expireOverdue(platform);
      if (moved > 0) platform.log.warn({ moved }, 'deadlines that their own job had not carried out');
    }),
  ],
  closeCohorts: () => closeCohorts(platform),
});
