import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { trainingModeRoutes } from './routes.ts';
import { trainingModeAudit } from './store.ts';

const forgetFiles = statement(
  'training-modes.forget_files',
  'delete from training_mode_file where request_id is null and created_at < $1',
);

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'mode-change-moved': '办理培养方式修改',
};

/** Requests for another training mode or unit, decided by the province. */
export const trainingModesModule = (platform: Platform, cases: CasesPort): Module => ({
  auditWords,
  routes: trainingModeRoutes(platform, cases),
  auditObjects: trainingModeAudit,
  forgetFiles: async before => {
    await platform.database.execute(forgetFiles, [before]);
  },
});
