import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { correctionRoutes } from './routes.ts';
import { changeRequestAudit, countOpenRequests } from './store.ts';

/** Corrections of what is in force, made by the school or asked for by a department. */
export const correctionsModule = (platform: Platform): Module => ({
  routes: correctionRoutes(platform),
  waiting: { changes: countOpenRequests },
  auditObjects: [changeRequestAudit],
});
