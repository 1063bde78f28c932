import { z } from 'zod';
import * as contract from '#contract/routes/exports.ts';
import { mostRowsAtOnce } from '#contract/routes/jobs.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { mayExportInFull } from '#domain/rules/export-rights.ts';
import { actorKey } from '#server/audit/index.ts';
import { describeJob, findJob, sendSheet, startDeskJob } from '#server/desk-jobs/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { getSchoolSettings } from '#server/schools/index.ts';
import { startAgreements } from './agreements.ts';
import { exportJob } from './export-job.ts';
import { exportSheet } from './export-sheets.ts';

const started = z.object({ jobId: z.number() });

export function exportRoutes(platform: Platform): Served[] {
  const { database, clock } = platform;
  const jobOf = async (actor: Actor, scope: Scope, id: number) => {
    const job = await findJob(database, actor, scope, id);
    if (!job) throw new Error(`desk job ${id} has just been started and is not there`);
    return describeJob(job);
  };
  return [
    serve(contract.exportRights, async ({ actor, scope }) => {
      const { fullIdInExports } = await getSchoolSettings(database, schoolOf(scope).schoolId);
      return { full: mayExportInFull(fullIdInExports, actor.kind) };
    }),
    serve(contract.startExport, async ({ body, actor, scope, key, addressPrefix }) => {
      const sheet = await exportSheet(platform, { asked: body, actor, scope, addressPrefix });
      const { total: rows, over } = await sheet.count(database, mostRowsAtOnce);
      if (rows === 0) return refuse('nothing-to-export');
      if (!over) return { rows, over, job: null };
      const command = { actor: actorKey(actor), key, content: ['export', body], now: clock.now() };
      const begun = await once(database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
        const job = { actor, title: sheet.title, parameters: { asked: body, addressPrefix } };
        const jobId = await startDeskJob(platform, tx, exportJob, job);
        return isRefused(jobId) ? jobId : { jobId };
      });
      return isRefused(begun) ? begun : { rows, over, job: await jobOf(actor, scope, begun.jobId) };
    }),
    serve(contract.downloadExport, async ({ query, actor, scope, addressPrefix }) =>
      sendSheet(platform, await exportSheet(platform, { asked: query, actor, scope, addressPrefix })),
    ),
    serve(contract.startAgreements, async ({ body, actor, scope, key, addressPrefix }) => {
      const begun = await startAgreements(platform, { ...body, actor, scope, key, addressPrefix });
      return isRefused(begun) ? begun : jobOf(actor, scope, begun.jobId);
    }),
  ];
}
