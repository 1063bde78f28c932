import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { RosterPorts } from './cases-port.ts';
import { rosterDeskJobs, rosterExportRoutes } from './export-graduates.ts';
import { graduateRoutes } from './graduate-routes.ts';
import { tellReturned } from './restore-graduates.ts';

/** The graduates of a school: looked at, edited, let go and taken back. */
export const rosterModule = (platform: Platform, ports: RosterPorts): Module => ({
  routes: [...graduateRoutes(platform, ports), ...rosterExportRoutes(platform, ports.cases)],
  jobs: [tellReturned(platform)],
  deskJobs: rosterDeskJobs(platform, ports.cases),
});
