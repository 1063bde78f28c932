import { z } from 'zod';
import * as contract from '#contract/routes/archive-work.ts';
import { transferRecordFilter, transferRequestFilter } from '#contract/routes/desk-archives.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { beginSheet, keepSheet, sendSheet } from '#server/desk-jobs/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import { type DeskJobHandler, defineDeskJob, handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
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

export function exportRoutes(platform: Platform): Served[] {
  return [
    serve(contract.startRecordExport, async ({ params: { kind }, body: filter, addressPrefix, ...sender }) => {
      const sheet = await recordSheet(platform, { kind, filter, addressPrefix, ...sender });
      return beginSheet(platform, sheet, recordExport, { kind, filter, addressPrefix }, sender);
    }),
    serve(contract.downloadRecordExport, async ({ params: { kind }, query: filter, ...sender }) =>
      sendSheet(platform, await recordSheet(platform, { kind, filter, ...sender })),
    ),
    serve(contract.startRequestExport, async ({ params: { kind }, body: filter, addressPrefix, ...sender }) => {
      const sheet = await requestSheet(platform, { kind, filter, addressPrefix, ...sender });
      return beginSheet(platform, sheet, requestExport, { kind, filter, addressPrefix }, sender);
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
