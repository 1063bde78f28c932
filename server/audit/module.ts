import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { auditRoutes } from './routes.ts';

/** 操作日志: what the others' acts were done to, in their words. */
export const auditModule = (platform: Platform, modules: readonly Module[]): Module => ({
  routes: auditRoutes(
    platform,
    modules.flatMap(({ auditObjects = [] }) => auditObjects),
  ),
});
