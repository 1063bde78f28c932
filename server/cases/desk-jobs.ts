import { type DeskJobHandler, handleDeskJob } from '#server/desk-jobs/index.ts';
import type { Platform } from '#server/platform/platform.ts';
import { batchJob } from './batch.ts';
import { runBatch } from './run-batch.ts';

/** The long work of this matter. */
export const caseDeskJobs = (platform: Platform): DeskJobHandler[] => [
  handleDeskJob(batchJob, (decision, task) => runBatch(platform, decision, task)),
];
