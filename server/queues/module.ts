import { jobsOf, type Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { queueRoutes } from './routes.ts';

/** The operator's page of everything that works in the background. */
export const queuesModule = (platform: Platform, modules: readonly Module[]): Module => ({
  routes: queueRoutes(platform, jobsOf(modules)),
});
