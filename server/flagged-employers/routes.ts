import * as contract from '#contract/routes/flagged-employers.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { flagEmployer, unflagEmployer } from './flag-employer.ts';
import { flagOf } from './flags-of.ts';
import { openFlagEvidence, readFlag, readFlags } from './read-flags.ts';

export const flaggedEmployerRoutes = (platform: Platform): Served[] => [
  serve(contract.lookUpFlag, async ({ params, scope }) =>
    scope.schoolId === null ? refuse('not-found') : flagOf(platform.database, scope.schoolId, params.uscc),
  ),
  serve(contract.listFlaggedEmployers, async ({ query, scope }) =>
    scope.schoolId === null ? refuse('not-found') : readFlags(platform, scope.schoolId, query),
  ),
  serve(contract.getFlaggedEmployer, async ({ params, scope }) =>
    scope.schoolId === null ? refuse('not-found') : readFlag(platform, scope.schoolId, params.uscc),
  ),
  serve(contract.flagEmployer, async ({ body, scope, actor, key, addressPrefix }) => {
    if (scope.schoolId === null) return refuse('not-found');
    const flagged = await flagEmployer(platform, { ...body, schoolId: scope.schoolId, actor, key, addressPrefix });
    return isRefused(flagged) ? flagged : readFlag(platform, scope.schoolId, body.uscc);
  }),
  serve(contract.unflagEmployer, async ({ params, body, scope, actor, key, addressPrefix }) =>
    scope.schoolId === null
      ? refuse('not-found')
      : unflagEmployer(platform, { ...params, ...body, schoolId: scope.schoolId, actor, key, addressPrefix }),
  ),
  serve(contract.downloadFlagEvidence, async ({ params, scope }) =>
    scope.schoolId === null ? refuse('not-found') : openFlagEvidence(platform, scope.schoolId, params.uscc, params.id),
  ),
];
