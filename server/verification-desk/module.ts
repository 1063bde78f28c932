import { handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Module } from '#server/platform/module.ts';
import { formFileJob, runFormFile } from './form-files.ts';
import { generationJob, runGeneration } from './generate-codes.ts';
import { forgetGenerations } from './generation-store.ts';
import type { Printing } from './papers.ts';
import { exportJobs, exportRoutes, formRoutes, generationRoutes, listRoutes } from './routes.ts';
import { settle } from './settle-codes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'transfer-codes-started': '开始批量生成转递编号',
  'transfer-codes-generated': '批量生成转递编号',
  'codes-exported': '下载户档转递与核验数据',
  'forms-downloaded': '批量下载去向登记信息表',
};

/** 户档转递与核验信息: what departments and schools see of the codes, and their work with their own. */
export const verificationDeskModule = (desk: Printing): Module => ({
  auditWords,
  routes: [...listRoutes(desk), ...exportRoutes(desk.platform), ...generationRoutes(desk.platform), ...formRoutes(desk)],
  jobs: [settle(desk.platform, desk.registry)],
  deskJobs: [
    handleDeskJob(generationJob, (asked, task) => runGeneration(desk, asked, task)),
    handleDeskJob(formFileJob, (asked, task) => runFormFile(desk, asked, task)),
    ...exportJobs(desk.platform),
  ],
  // As long as the jobs themselves are listed.
  sweeps: [{ days: 90, statement: forgetGenerations }],
});
