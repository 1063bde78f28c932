import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { batchRoutes } from './batch/routes.ts';
import type { DeskEvents } from './desk-events.ts';
import { caseDeskJobs } from './desk-jobs.ts';
import { exportRoutes } from './exports/routes.ts';
import { deskRoutes } from './routes.ts';

/** What department and school see of their cases, and decide of many at once. */
export const deskModule = (platform: Platform, events: DeskEvents): Module => ({
  routes: [...deskRoutes(platform, events), ...batchRoutes(platform), ...exportRoutes(platform)],
  deskJobs: caseDeskJobs(platform),
  close: events.close,
});
