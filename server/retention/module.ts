import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { retentionJobs } from './jobs.ts';
import { retentionRoutes } from './routes.ts';

/** What has had its time goes: evidence, files that nothing refers to, rows of a day. */
export const retentionModule = (platform: Platform, modules: readonly Module[]): Module => ({
  routes: retentionRoutes(platform),
  jobs: retentionJobs(platform, modules),
});
