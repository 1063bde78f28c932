import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { type CasesPort, followImport } from '#server/roster/index.ts';
import { rosterImportJob } from './import-roster.ts';
import { rosterImportRoutes } from './routes.ts';

/** The roster's file: checked row by row, taken in, its refused rows given back. */
export function rosterImportModule(platform: Platform, cases: CasesPort, sampleFile: string | undefined): Module {
  const { vault, files, clock } = platform;
  return {
    routes: rosterImportRoutes(platform, sampleFile),
    jobs: [
      rosterImportJob({
        ...{ vault, files, beforeRosterChanges: cases.beforeChange },
        onRosterChanged: followImport(cases, { clock, vault }),
      }),
    ],
  };
}
