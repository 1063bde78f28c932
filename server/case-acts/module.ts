import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { caseRoutes } from './routes.ts';

/** What people do with their cases, and the pages on which they do it. */
export const caseActsModule = (platform: Platform, registry: EmploymentRegistry): Module => ({
  routes: caseRoutes(platform, registry),
});
