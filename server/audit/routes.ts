import * as contract from '#contract/routes/schools.ts';
import { refuse } from '#domain/refusals.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { AuditObject } from './audit-object.ts';
import { readLog, readLogDetail } from './read-log.ts';

export const auditRoutes = (platform: Platform, objects: readonly AuditObject[] = []): Served[] => [
  serve(contract.listAuditEvents, async ({ query, scope }) =>
    scope.schoolId === null ? refuse('not-found') : readLog(platform, objects, scope.schoolId, query),
  ),
  serve(contract.getAuditEvent, async ({ params, scope, actor, addressPrefix }) =>
    scope.schoolId === null ? refuse('not-found') : readLogDetail(platform, scope.schoolId, params.id, { actor, addressPrefix }),
  ),
];
