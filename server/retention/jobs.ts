import { z } from 'zod';
import { defineJob } from '#server/platform/jobs.ts';
import { type CronEntry, handle, type JobHandler } from '#server/platform/jobs-worker.ts';
import type { Platform } from '#server/platform/platform.ts';
import { deleteEvidence } from './delete-evidence.ts';
import { sweepFiles } from './sweep-files.ts';

const deleteJob = defineJob('retention.delete-evidence', z.object({}).loose());
const sweepJob = defineJob('retention.sweep-files', z.object({}).loose());

export const retentionJobs = (platform: Platform): JobHandler[] => [
  handle(deleteJob, async () => {
    platform.log.info({ files: await deleteEvidence(platform) }, 'evidence whose years are over was deleted');
  }),
  handle(sweepJob, async () => platform.log.info(await sweepFiles(platform), 'the file store was swept')),
];
/** 02:37 and 03:37 in Beijing: what the first leaves behind, the second finds a week later. */
export const retentionCron: readonly CronEntry[] = [
  { job: deleteJob.name, at: '37 18 * * *' },
  { job: sweepJob.name, at: '37 19 * * *' },
];
export const retentionTaskTitles: Readonly<Record<string, string>> = {
  [deleteJob.name]: '删除到期证明材料',
  [sweepJob.name]: '清理无人引用的文件',
};
