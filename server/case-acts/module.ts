import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { caseRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'case-moved': '办理签约或去向',
};

/** What people do with their cases, and the pages on which they do it. */
export const caseActsModule = (platform: Platform, registry: EmploymentRegistry): Module => ({
  auditWords,
  routes: caseRoutes(platform, registry),
});
