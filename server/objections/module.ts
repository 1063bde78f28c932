import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { objectionRoutes } from './routes.ts';
import { countOpenObjections, objectionAudit } from './store.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'objection-filed': '提出异议',
  'objection-answered': '答复异议',
};

export const objectionsModule = (platform: Platform, registry: EmploymentRegistry): Module => ({
  auditWords,
  routes: objectionRoutes(platform, registry),
  waiting: { objections: countOpenObjections },
  auditObjects: [objectionAudit],
});
