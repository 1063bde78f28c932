import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { qualificationRoutes } from './routes.ts';

/** An employer's data, handed in and decided. */
export const qualificationModule = (platform: Platform): Module => ({ routes: qualificationRoutes(platform) });
