import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { RosterPorts } from './cases-port.ts';
import { rosterDeskJobs, rosterExportRoutes } from './export-graduates.ts';
import { graduateRoutes } from './graduate-routes.ts';
import { tellReturned } from './restore-graduates.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'graduate-edited': '修改学生信息',
  'graduates-deleted': '删除学生信息',
  'graduates-restored': '恢复学生信息',
  'roster-exported': '导出学生名单',
  'personal-data-revealed': '查看完整证件号码或手机号码',
};

/** The graduates of a school: looked at, edited, let go and taken back. */
export const rosterModule = (platform: Platform, ports: RosterPorts): Module => ({
  auditWords,
  routes: [...graduateRoutes(platform, ports), ...rosterExportRoutes(platform, ports.cases)],
  jobs: [tellReturned(platform)],
  deskJobs: rosterDeskJobs(platform, ports.cases),
});
