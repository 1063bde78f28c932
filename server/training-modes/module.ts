import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { closeRequests } from '#server/requests/index.ts';
import type { CasesPort } from '#server/roster/index.ts';
import { modeKind } from './mode-kind.ts';
import { trainingModeRoutes } from './routes.ts';
import { countWaiting, trainingModeAudit } from './store.ts';

const forgetFiles = statement(
  'training-modes.forget_files',
  'delete from training_mode_file where request_id is null and created_at < $1',
);

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'mode-change-moved': '办理培养方式修改',
};

/** Requests for another training mode or unit, which the school files and the province decides. */
export function trainingModesModule(platform: Platform, cases: CasesPort): Module {
  const kind = modeKind(platform, cases);
  return {
    auditWords,
    routes: trainingModeRoutes(platform, cases, kind),
    waiting: { modes: countWaiting },
    auditObjects: trainingModeAudit,
    closeCohorts: () => closeRequests(platform, kind),
    forgetFiles: async before => {
      await platform.database.execute(forgetFiles, [before]);
    },
  };
}
