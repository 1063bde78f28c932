import { noteEmployer as contract } from '#contract/routes/desk-cases.ts';
import { parseRef } from '#server/cases/index.ts';
import { serve } from '#server/platform/http/serve-route.ts';
import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { noteEmployer } from './employer-notes.ts';

/** What staff of a school note about an employer, with the date. */
export const employerNotesModule = (platform: Platform): Module => ({
  auditWords: { 'employer-noted': '记录单位经营状态' },
  routes: [
    serve(contract, ({ params, body, actor, scope, key, addressPrefix }) =>
      noteEmployer(platform, { ref: parseRef(params.ref), note: body, actor, scope, key, addressPrefix }),
    ),
  ],
});
