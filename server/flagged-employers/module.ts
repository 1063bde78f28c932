import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { flaggedEmployerRoutes } from './routes.ts';

export const flaggedEmployersModule = (platform: Platform): Module => ({ routes: flaggedEmployerRoutes(platform) });
