import * as contract from '#contract/routes/flagged-employers.ts';
import { isRefused } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { flagEmployer, unflagEmployer } from './flag-employer.ts';
import { flagOf } from './flags-of.ts';
import { openFlagEvidence, readFlag, readFlags } from './read-flags.ts';

export const flaggedEmployerRoutes = (platform: Platform): Served[] => [
  serve(contract.lookUpFlag, async ({ params, scope }) => {
    // Graduates too are told of the employers that their own school has flagged.
    const { schoolId } = scope.kind === 'graduate' ? scope : schoolOf(scope);
    return flagOf(platform.database, schoolId, params.uscc);
  }),
  serve(contract.listFlaggedEmployers, async ({ query, scope }) => readFlags(platform, schoolOf(scope).schoolId, query)),
  serve(contract.getFlaggedEmployer, async ({ params, scope }) => readFlag(platform, schoolOf(scope).schoolId, params.uscc)),
  serve(contract.flagEmployer, async ({ body, scope, actor, key, addressPrefix }) => {
    const { schoolId } = schoolOf(scope);
    const flagged = await flagEmployer(platform, { ...body, schoolId, actor, key, addressPrefix });
    return isRefused(flagged) ? flagged : readFlag(platform, schoolId, body.uscc);
  }),
  serve(contract.unflagEmployer, async ({ params, body, scope, actor, key, addressPrefix }) =>
    unflagEmployer(platform, { ...params, ...body, schoolId: schoolOf(scope).schoolId, actor, key, addressPrefix }),
  ),
  serve(contract.downloadFlagEvidence, async ({ params, scope }) =>
    openFlagEvidence(platform, schoolOf(scope).schoolId, params.uscc, params.id),
  ),
];
