import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { waitingRoutes } from './waiting-routes.ts';

/** How many requests of each kind wait, for the home page of the desk. */
export const waitingModule = (platform: Platform, modules: readonly Module[]): Module => ({
  routes: waitingRoutes(platform, modules),
});
