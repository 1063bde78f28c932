import { type DeskJobHandler, handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { batchJob } from './batch/batch.ts';
import { runBatch } from './batch/run-batch.ts';
import { agreementsJob, runAgreements } from './exports/agreements.ts';
import { exportJob, runExport } from './exports/export-job.ts';

/** The long work of this matter. */
export const caseDeskJobs = (platform: Platform): DeskJobHandler[] => [
  handleDeskJob(exportJob, (asked, task) => runExport(platform, asked, task)),
  handleDeskJob(agreementsJob, (given, task) => runAgreements(platform, given, task)),
  handleDeskJob(batchJob, (decision, task) => runBatch(platform, decision, task)),
];
