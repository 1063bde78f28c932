import { sendLinkJob } from '#server/cases/index.ts';
import { handle } from '#server/platform/jobs/worker.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { sweepTokens } from './employer-links.ts';
import { agentRoutes } from './routes.ts';
import { sendLink } from './send-link.ts';

/** An employer's agent: a person with a link and no account. */
export const agentsModule = (platform: Platform): Module => ({
  routes: agentRoutes(platform),
  sweeps: [{ days: 0, statement: sweepTokens }],
  jobs: [handle(sendLinkJob, ({ schoolId, caseId }) => sendLink(platform, schoolId, caseId))],
});
