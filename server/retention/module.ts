import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { retentionJobs } from './jobs.ts';
import { retentionRoutes } from './routes.ts';

const sweeps = [{ days: 7, statement: statement('limits.sweep_quotas', 'delete from daily_use where day < $1') }];

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'evidence-deleted': '删除到期证明材料',
};

/** Deletes what is over its time: evidence, files that nothing refers to, short-lived rows. */
export const retentionModule = (platform: Platform, modules: readonly Module[]): Module => ({
  auditWords,
  routes: retentionRoutes(platform),
  sweeps,
  jobs: retentionJobs(platform, modules),
});
