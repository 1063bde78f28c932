import { z } from 'zod';
import * as contract from '#contract/routes/confirmation.ts';
import { asksForWork, confirmationStates } from '#domain/confirmation/states.ts';
import { beijingDay } from '#domain/dates.ts';
import { readOptions } from '#server/archives/index.ts';
import type { Confirming } from '#server/confirmation/index.ts';
import { beginSheet, keepSheet, sendSheet } from '#server/desk-jobs/index.ts';
import { serve } from '#server/platform/http/serve-route.ts';
import { defineDeskJob, handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Module } from '#server/platform/module.ts';
import { schoolOf } from '#server/platform/scope/scope.ts';
import { cohortsOf } from './cohorts.ts';
import { listRows } from './list.ts';
import { readDetail } from './read-detail.ts';
import { confirmationSheet } from './sheet.ts';
import { readStatistics } from './statistics.ts';
import { countStates } from './store.ts';

const exportJob = defineDeskJob(
  'confirmation.export',
  'confirmation.read',
  z.object({ filter: contract.confirmationFilter, addressPrefix: z.string() }),
);
const work = confirmationStates.filter(asksForWork);
/** Acts of this matter, as the log calls them. */
const auditWords = { 'confirmations-exported': '下载登记确认情况' };

/** 登记确认信息: departments and the school. */
export function confirmationDeskModule(confirming: Confirming): Module {
  const { platform } = confirming;
  const { database, clock } = platform;
  const today = () => beijingDay(clock.now());
  return {
    auditWords,
    routes: [
      serve(contract.countConfirmations, async ({ scope }) => {
        const cohorts = await cohortsOf(database, schoolOf(scope), today());
        return { wrong: (await database.one(...countStates(scope, [cohorts, work]))).count };
      }),
      serve(contract.getConfirmationOptions, async ({ scope }) => {
        const { cohorts, departments, majors, levels } = await readOptions(database, 'archive', scope);
        return { cohorts, departments, majors, levels };
      }),
      serve(contract.listConfirmations, ({ query, scope }) => listRows(database, scope, today(), query)),
      serve(contract.getConfirmation, ({ params, scope }) => readDetail(confirming, params.graduate, scope)),
      serve(contract.getConfirmationStatistics, ({ query, scope }) => readStatistics(platform, scope, query.cohort)),
      serve(contract.startConfirmationExport, async ({ body: filter, addressPrefix, ...sender }) => {
        const sheet = await confirmationSheet(platform, { filter, addressPrefix, ...sender });
        return beginSheet(platform, sheet, exportJob, { filter, addressPrefix }, sender);
      }),
      serve(contract.downloadConfirmationExport, async ({ query: filter, ...sender }) =>
        sendSheet(platform, await confirmationSheet(platform, { filter, ...sender })),
      ),
    ],
    deskJobs: [
      handleDeskJob(exportJob, async (asked, task) =>
        keepSheet(platform, await confirmationSheet(platform, { ...asked, actor: task.actor, scope: task.scope }), task),
      ),
    ],
  };
}
