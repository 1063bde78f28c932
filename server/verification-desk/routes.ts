import { z } from 'zod';
import * as contract from '#contract/routes/verification-desk.ts';
import { isRefused, refuse, sentenceOf } from '#domain/refusals.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { beginSheet, describeJob, findJob, keepSheet, sendSheet, whoseJobs } from '#server/desk-jobs/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import { type DeskJobHandler, defineDeskJob, handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { transferView } from './code-view.ts';
import { authorizationSheet, transferSheet } from './export-sheets.ts';
import { startFormFile } from './form-files.ts';
import { countGeneration, countsOf, generationJob, lastDayOf, serviceOver, startGeneration } from './generate-codes.ts';
import { findGeneration } from './generation-store.ts';
import { listAuthorized, listTransfers } from './list-codes.ts';
import { downloadPaper, type Printing } from './papers.ts';
import { type Desk, readAuthorizationForm, readTransferForm } from './preview-form.ts';

const common = { kind: z.enum(transferKinds), addressPrefix: z.string() };
const authorizationExport = defineDeskJob(
  'verification.export-authorizations',
  'verification.read',
  z.object({ ...common, filter: contract.authorizationFilter }),
);
const transferExport = defineDeskJob(
  'verification.export-transfers',
  'verification.read',
  z.object({ ...common, filter: contract.transferCodeFilter }),
);

export function listRoutes(desk: Desk): Served[] {
  const { platform } = desk;
  return [
    serve(contract.listAuthorizations, ({ params, query, scope }) => listAuthorized(platform, params.kind, scope, query)),
    serve(contract.getAuthorizationForm, ({ params: { kind, graduate: graduateId }, scope }) =>
      readAuthorizationForm(desk, { kind, graduateId, scope }),
    ),
    serve(contract.listTransferCodes, ({ params, query, scope }) => listTransfers(platform, params.kind, scope, query)),
    serve(contract.getTransferForm, ({ params: { kind, graduate: graduateId }, scope }) =>
      readTransferForm(desk, { kind, graduateId, scope }),
    ),
  ];
}

export function exportRoutes(platform: Platform): Served[] {
  return [
    serve(contract.startAuthorizationExport, async ({ params: { kind }, body: filter, addressPrefix, ...sender }) => {
      const sheet = await authorizationSheet(platform, { kind, filter, addressPrefix, ...sender });
      return beginSheet(platform, sheet, authorizationExport, { kind, filter, addressPrefix }, sender);
    }),
    serve(contract.downloadAuthorizationExport, async ({ params: { kind }, query: filter, ...sender }) =>
      sendSheet(platform, await authorizationSheet(platform, { kind, filter, ...sender })),
    ),
    serve(contract.startTransferExport, async ({ params: { kind }, body: filter, addressPrefix, ...sender }) => {
      const sheet = await transferSheet(platform, { kind, filter, addressPrefix, ...sender });
      return beginSheet(platform, sheet, transferExport, { kind, filter, addressPrefix }, sender);
    }),
    serve(contract.downloadTransferExport, async ({ params: { kind }, query: filter, ...sender }) =>
      sendSheet(platform, await transferSheet(platform, { kind, filter, ...sender })),
    ),
  ];
}
export const exportJobs = (platform: Platform): DeskJobHandler[] => [
  handleDeskJob(authorizationExport, async (asked, { actor, scope, ...task }) =>
    keepSheet(platform, await authorizationSheet(platform, { ...asked, actor, scope }), { ...task, actor, scope }),
  ),
  handleDeskJob(transferExport, async (asked, { actor, scope, ...task }) =>
    keepSheet(platform, await transferSheet(platform, { ...asked, actor, scope }), { ...task, actor, scope }),
  ),
];

export function generationRoutes(platform: Platform): Served[] {
  const { database } = platform;
  return [
    serve(contract.previewGeneration, async ({ params: { kind }, query: filter, scope }) => {
      const view = await transferView(platform, { kind, filter, scope });
      const cohort = view.cohort || null;
      const closed = cohort === null ? undefined : serviceOver(cohort, view.now)?.refused;
      return {
        counts: await countGeneration(platform, view),
        cohort,
        lastDay: cohort === null ? null : lastDayOf(cohort),
        obstacle: closed ? { code: closed.code, sentence: sentenceOf(closed.code, closed.about) } : null,
      };
    }),
    serve(contract.startGeneration, async ({ params: { kind }, body: filter, ...sender }) => {
      const begun = await startGeneration(platform, { kind, filter, ...sender });
      if (isRefused(begun)) return begun;
      const job = await findJob(database, sender.actor, sender.scope, begun.jobId);
      return job ? describeJob(job) : refuse('not-found');
    }),
    serve(contract.getGeneration, async ({ params: { kind, id }, actor, scope }) => {
      const job = await findJob(database, actor, whoseJobs(actor), id);
      if (job?.kind !== generationJob.kind) return refuse('not-found');
      const counts = await database.first(findGeneration, [schoolOf(scope).schoolId, id, kind]);
      return counts ? { job: describeJob(job), counts: countsOf(counts) } : refuse('not-found');
    }),
  ];
}

export function formRoutes(printing: Printing): Served[] {
  const { database } = printing.platform;
  return [
    serve(contract.downloadTransferForm, ({ params: { kind, graduate: graduateId }, scope }) =>
      downloadPaper(printing, { kind, graduateId, scope }),
    ),
    serve(contract.startFormFile, async ({ params: { kind }, body: { as, ...filter }, ...sender }) => {
      const begun = await startFormFile(printing, { kind, as, filter, ...sender });
      if (isRefused(begun)) return begun;
      const job = await findJob(database, sender.actor, sender.scope, begun.jobId);
      return job ? describeJob(job) : refuse('not-found');
    }),
  ];
}
