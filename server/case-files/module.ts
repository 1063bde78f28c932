import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { fileRoutes } from './file-routes.ts';
import { uploadRoutes } from './routes.ts';
import { sweepUploads } from './upload-in-pieces.ts';

/** What a person took back before they handed it in is theirs to be gone. */
const forgetTakenBack = statement(
  'case-files.forget_taken_back',
  `update case_file set deleted_at = $2, evidence_file_id = null, shown_file_id = null
   where removed_at < $1 and submitted_seq is null and deleted_at is null`,
);

export const caseFilesModule = (platform: Platform): Module => ({
  routes: [...fileRoutes(platform), ...uploadRoutes(platform)],
  forgetFiles: async before => {
    await sweepUploads(platform);
    await platform.database.execute(forgetTakenBack, [before, platform.clock.now()]);
  },
});
