import { handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Module } from '#server/platform/module.ts';
import { generationJob, runGeneration } from './generate-codes.ts';
import { forgetGenerations } from './generation-store.ts';
import type { Desk } from './preview-form.ts';
import { exportJobs, exportRoutes, generationRoutes, listRoutes } from './routes.ts';
import { settle } from './settle-codes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'transfer-codes-started': '开始批量生成转递编号',
  'transfer-codes-generated': '批量生成转递编号',
  'codes-exported': '下载户档转递与核验数据',
};

/** 户档转递与核验信息: what departments and schools see of the codes, and their work with their own. */
export const verificationDeskModule = (desk: Desk): Module => ({
  auditWords,
  routes: [...listRoutes(desk), ...exportRoutes(desk.platform), ...generationRoutes(desk.platform)],
  jobs: [settle(desk.platform, desk.registry)],
  deskJobs: [handleDeskJob(generationJob, (asked, task) => runGeneration(desk, asked, task)), ...exportJobs(desk.platform)],
  // As long as the jobs themselves are listed.
  sweeps: [{ days: 90, statement: forgetGenerations }],
});
