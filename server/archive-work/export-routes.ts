import { z } from 'zod';
import * as contract from '#contract/routes/archive-work.ts';
import { transferRecordFilter, transferRequestFilter } from '#contract/routes/desk-archives.ts';
import { mostRowsAtOnce } from '#contract/routes/jobs.ts';
import { isRefused, type Refused, refuse } from '#domain/refusals.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { actorKey } from '#server/audit/index.ts';
import { type DeskSheet, describeJob, findJob, keepSheet, sendSheet, startDeskJob } from '#server/desk-jobs/index.ts';
import { type Ask, type Served, serve } from '#server/platform/http/serve-route.ts';
import { type DeskJob, type DeskJobHandler, defineDeskJob, handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { once } from '#server/platform/postgres/once.ts';
import { recordSheet, requestSheet } from './export-sheets.ts';

const common = { kind: z.enum(transferKinds), addressPrefix: z.string() };
const recordExport = defineDeskJob(
  'archives.export-records',
  'archives.review',
  z.object({ ...common, filter: transferRecordFilter }),
);
const requestExport = defineDeskJob(
  'archives.export-requests',
  'archives.review',
  z.object({ ...common, filter: transferRequestFilter }),
);
const started = z.object({ jobId: z.number() });

type Sender = Pick<Ask<typeof contract.startRecordExport>, 'actor' | 'scope' | 'key'>;

export function exportRoutes(platform: Platform): Served[] {
  const { database, clock } = platform;
  /** Few rows are fetched at once; more are made by a job. */
  async function begin<P>(sheet: DeskSheet, kind: DeskJob<P>, parameters: P, { actor, scope, key }: Sender) {
    const { total: rows, over } = await sheet.count(database, mostRowsAtOnce);
    if (rows === 0) return refuse('nothing-to-export');
    if (!over) return { rows, over, job: null };
    const command = { actor: actorKey(actor), key, content: [kind.kind, parameters], now: clock.now() };
    const begun = await once(database, command, started.parse, async (tx): Promise<{ jobId: number } | Refused> => {
      const jobId = await startDeskJob(platform, tx, kind, { actor, title: sheet.title, parameters });
      return isRefused(jobId) ? jobId : { jobId };
    });
    if (isRefused(begun)) return begun;
    const job = await findJob(database, actor, scope, begun.jobId);
    return job ? { rows, over, job: describeJob(job) } : refuse('not-found');
  }
  return [
    serve(contract.startRecordExport, async ({ params: { kind }, body: filter, addressPrefix, ...sender }) => {
      const sheet = await recordSheet(platform, { kind, filter, addressPrefix, ...sender });
      return begin(sheet, recordExport, { kind, filter, addressPrefix }, sender);
    }),
    serve(contract.downloadRecordExport, async ({ params: { kind }, query: filter, ...sender }) =>
      sendSheet(platform, await recordSheet(platform, { kind, filter, ...sender })),
    ),
    serve(contract.startRequestExport, async ({ params: { kind }, body: filter, addressPrefix, ...sender }) => {
      const sheet = await requestSheet(platform, { kind, filter, addressPrefix, ...sender });
      return begin(sheet, requestExport, { kind, filter, addressPrefix }, sender);
    }),
    serve(contract.downloadRequestExport, async ({ params: { kind }, query: filter, ...sender }) =>
      sendSheet(platform, await requestSheet(platform, { kind, filter, ...sender })),
    ),
  ];
}

export const exportJobs = (platform: Platform): DeskJobHandler[] => [
  handleDeskJob(recordExport, async (asked, task) =>
    keepSheet(platform, await recordSheet(platform, { ...asked, actor: task.actor, scope: task.scope }), task),
  ),
  handleDeskJob(requestExport, async (asked, task) =>
    keepSheet(platform, await requestSheet(platform, { ...asked, actor: task.actor, scope: task.scope }), task),
  ),
];
