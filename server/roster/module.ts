import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { rosterDeskJobs } from './export-graduates.ts';
import { rosterImportJob } from './import-roster.ts';
import { followImport, tellReturned } from './restore-graduates.ts';
import { type RosterOptions, rosterRoutes } from './routes.ts';

/** The roster: taken in, kept, let go and taken back. */
export function rosterModule(platform: Platform, options: RosterOptions): Module {
  const { vault, files, clock } = platform;
  const { cases } = options;
  return {
    routes: rosterRoutes(platform, options),
    jobs: [rosterImportJob({ vault, files, onRosterChanged: followImport(cases, clock) }), tellReturned(platform)],
    deskJobs: rosterDeskJobs(platform, cases),
  };
}
