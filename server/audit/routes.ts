import * as contract from '#contract/routes/schools.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { type LogWords, readLog, readLogDetail } from './read-log.ts';

export const auditRoutes = (platform: Platform, words: LogWords): Served[] => [
  serve(contract.listAuditEvents, async ({ query, scope }) => readLog(platform, words, schoolOf(scope).schoolId, query)),
  serve(contract.getAuditEvent, async ({ params, scope, actor, addressPrefix }) =>
    readLogDetail(platform, schoolOf(scope).schoolId, params.id, { actor, addressPrefix }),
  ),
];
