import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { batchRoutes } from './batch/routes.ts';
import { sweepViewers } from './case-viewers.ts';
import type { DeskEvents } from './desk-events.ts';
import { caseDeskJobs } from './desk-jobs.ts';
import { exportRoutes } from './exports/routes.ts';
import { deskRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'batch-started': '批量审核',
  'cases-exported': '导出数据',
  'agreements-downloaded': '批量下载协议书',
};

/** What department and school see of their cases, and decide of many at once. */
export const deskModule = (platform: Platform, events: DeskEvents): Module => ({
  auditWords,
  routes: [...deskRoutes(platform, events), ...batchRoutes(platform), ...exportRoutes(platform)],
  deskJobs: caseDeskJobs(platform),
  sweeps: [{ days: 1, statement: sweepViewers }],
  close: events.close,
});
