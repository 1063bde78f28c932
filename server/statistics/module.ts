import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statisticsRoutes } from './routes.ts';

export const statisticsModule = (platform: Platform): Module => ({ routes: statisticsRoutes(platform) });
