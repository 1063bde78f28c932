import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { qualificationRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'organisation-submitted': '提交单位信息',
  'qualification-decided': '单位资质审核',
};

/** An employer's data, handed in and decided. */
export const qualificationModule = (platform: Platform): Module => ({ routes: qualificationRoutes(platform), auditWords });
