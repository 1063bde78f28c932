import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { objectionRoutes } from './routes.ts';
import { countOpenObjections, objectionAudit } from './store.ts';

export const objectionsModule = (platform: Platform, registry: EmploymentRegistry): Module => ({
  routes: objectionRoutes(platform, registry),
  waiting: { objections: countOpenObjections },
  auditObjects: [objectionAudit],
});
