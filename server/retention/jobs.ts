import { defineTimedJob } from '#server/platform/jobs/jobs.ts';
import { handle, type JobHandler } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { deleteEvidence } from './delete-evidence.ts';
import { scrubFiles } from './scrub-files.ts';
import { sweepFiles } from './sweep-files.ts';
import { sweepRows } from './sweep-rows.ts';

/** 02:37 and 03:37 in Beijing: what the first leaves behind, the second finds a week later. */
const deleteJob = defineTimedJob('retention.delete-evidence', '删除到期证明材料', '37 18 * * *');
const sweepJob = defineTimedJob('retention.sweep-files', '清理无人引用的文件', '37 19 * * *');
/** 04:07 in Beijing. */
const scrubJob = defineTimedJob('retention.scrub-files', '核对存储的文件', '7 20 * * *');
/** 03:17 in Beijing. */
const sweepRowsJob = defineTimedJob('retention.sweep-rows', '清理到期数据', '17 19 * * *');

export const retentionJobs = (platform: Platform, modules: readonly Module[]): JobHandler[] => [
  handle(deleteJob, async () => {
    platform.log.info({ files: await deleteEvidence(platform) }, 'evidence whose years are over was deleted');
  }),
  handle(sweepJob, async () => platform.log.info(await sweepFiles(platform, modules), 'the file store was swept')),
  handle(scrubJob, async () => {
    const { share, lookedAt, damaged, missing } = await scrubFiles(platform);
    platform.log.info(
      { share, lookedAt, damaged: damaged.length, missing: missing.length },
      'a share of the file store was read again',
    );
  }),
  handle(sweepRowsJob, () => sweepRows(platform, modules)),
];
