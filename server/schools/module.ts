import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolRoutes } from './routes.ts';

export const schoolsModule = (platform: Platform): Module => ({ routes: schoolRoutes(platform) });
