import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { EmploymentRegistry } from '#server/registry/index.ts';
import { type ObjectionsOf, recordRoutes } from './routes.ts';

/** A graduate's own record, with what they object to in it. */
export const recordsModule = (platform: Platform, registry: EmploymentRegistry, objectionsOf: ObjectionsOf): Module => ({
  routes: recordRoutes(platform, registry, objectionsOf),
});
