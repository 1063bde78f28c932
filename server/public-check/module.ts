import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { createGuard } from './guard.ts';
import { sweepRefused } from './refused-checks.ts';
import { checkRoutes } from './routes.ts';

/** 在线核验: anybody checks a form or a document. */
export function publicCheckModule(platform: Platform): Module {
  const guard = createGuard(platform);
  return {
    routes: checkRoutes(platform, guard),
    sweeps: [{ days: 400, statement: sweepRefused }],
    close: guard.refused.close,
  };
}
