import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { flaggedEmployerRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'employer-flagged': '标记预警单位',
  'employer-flag-changed': '修改预警单位标记',
  'employer-unflagged': '取消预警单位标记',
};

export const flaggedEmployersModule = (platform: Platform): Module => ({ routes: flaggedEmployerRoutes(platform), auditWords });
