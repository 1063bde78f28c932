import type { Module } from '#server/platform/module.ts';
import { compare } from './compare-with-registry.ts';
import type { Confirming } from './read-own.ts';
import { ownRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = { 'confirmation-answered': '去向登记确认' };

/** 登记确认. */
export const confirmationModule = (confirming: Confirming): Module => ({
  auditWords,
  routes: ownRoutes(confirming),
  jobs: [compare(confirming.platform, confirming.registry)],
});
