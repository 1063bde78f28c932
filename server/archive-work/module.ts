import * as contract from '#contract/routes/archive-work.ts';
import type { Archives } from '#server/archives/index.ts';
import { serve } from '#server/platform/http/serve-route.ts';
import { handleDeskJob } from '#server/platform/jobs/desk-job.ts';
import type { Module } from '#server/platform/module.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { exportJobs, exportRoutes } from './export-routes.ts';
import { importJob, runImport } from './import-job.ts';
import { importRoutes } from './import-routes.ts';
import { importAudit } from './import-store.ts';
import { quickReviewJob, runQuickReview } from './quick-review.ts';
import { quickRoutes } from './quick-routes.ts';
import { readStatistics } from './statistics.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'transfer-quick-review-started': '快速审核档案申请',
  'transfer-import-started': '开始批量导入档案、户口信息',
  'transfer-records-imported': '批量导入档案、户口信息',
  'transfers-exported': '下载档案、户口数据',
};

/** A sheet holds ID numbers, and its rows what the lists mask: both are kept for a week, so that rows can be mended. */
const sweeps = [
  {
    days: 7,
    statement: statement(
      'archive-work.sweep_rows',
      `delete from transfer_import_row r using transfer_import i
       where i.school_id = r.school_id and i.id = r.import_id and i.created_at < $1`,
    ),
  },
  {
    days: 7,
    statement: statement(
      'archive-work.sweep_sheets',
      'update transfer_import set file_id = null where file_id is not null and created_at < $1',
    ),
  },
  {
    days: 7,
    statement: statement(
      'archive-work.sweep_uploads',
      `delete from stored_file where purpose = 'transfer-upload' and created_at < $1`,
    ),
  },
];

/** The long work of the desks with archive and hukou: quick review, import, downloads, statistics. */
export function archiveWorkModule(archives: Archives): Module {
  const { platform } = archives;
  return {
    auditWords,
    auditObjects: [importAudit],
    sweeps,
    routes: [
      ...quickRoutes(archives),
      ...importRoutes(platform),
      ...exportRoutes(platform),
      serve(contract.getTransferStatistics, ({ params, query, scope }) => readStatistics(platform, params.kind, scope, query)),
    ],
    deskJobs: [
      handleDeskJob(quickReviewJob, (parameters, task) => runQuickReview(archives, parameters, task)),
      handleDeskJob(importJob, (parameters, task) => runImport(platform, parameters, task)),
      ...exportJobs(platform),
    ],
  };
}
