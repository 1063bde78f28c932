import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { deskJobRoutes } from './routes.ts';
import { deskJobHandlers } from './run-desk-job.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'result-downloaded': '下载任务结果',
};

/** Long work of the desks: started by a person, carried out by the workers, its result kept for a day. */
export const deskJobsModule = (platform: Platform, modules: readonly Module[]): Module => ({
  auditWords,
  routes: deskJobRoutes(platform),
  jobs: deskJobHandlers(
    platform,
    modules.flatMap(({ deskJobs = [] }) => deskJobs),
  ),
});
