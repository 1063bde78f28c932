import { defineTimedJob } from '#server/platform/jobs/jobs.ts';
import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { logWords } from './read-log.ts';
import { auditRoutes } from './routes.ts';
import { sealHistories } from './seal-histories.ts';
import type { HeadsFile } from './tree/heads-file.ts';
import { sealAudit } from './tree/seal-audit.ts';
import { witnessHeads } from './tree/witness.ts';

const auditWords = {
  'audit-read': '查看操作日志详情',
  'audit-downloaded': '下载操作日志',
  'history-sealed': '封存历史记录',
  'file-infected': '上传的文件含病毒，未接收',
};

const sealJob = defineTimedJob('audit.seal', '封存操作日志', '* * * * *');
const witnessJob = defineTimedJob('audit.witness', '为树头加盖时间戳', '11 * * * *');

/** 操作日志: who did what to whom, in the words of the matters; sealed every minute, so that nobody changes it unnoticed. */
export const auditModule = (platform: Platform, modules: readonly Module[], heads: HeadsFile): Module => ({
  auditWords,
  routes: auditRoutes(platform, logWords([...modules, { auditWords }]), heads),
  jobs: [
    handle(sealJob, async () => {
      await sealHistories(platform);
      await sealAudit({ platform, heads });
    }),
    handle(witnessJob, () => witnessHeads(platform, heads)),
  ],
});
