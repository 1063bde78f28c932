import type { Module } from '#server/platform/module.ts';
import { closeRequests } from '#server/requests/index.ts';
import { deskRoutes } from './desk-routes.ts';
import { forgetFiles } from './file-store.ts';
import { ownRoutes } from './own-routes.ts';
import type { Archives } from './read-form.ts';
import { reportRecords } from './report-record.ts';
import { transferRequestAudit } from './request-store.ts';
import { transferRequestKind } from './transfer-request-kind.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'transfer-request-moved': '办理档案、户口申请',
  'transfer-record-edited': '修改档案、户口信息',
  'transfer-record-imported': '导入档案、户口信息',
  'transfer-record-checked': '核对档案、户口信息',
};

/** Archive and hukou: records, requests, and what becomes of them when a destination or the roster changes. */
export function archivesModule(archives: Archives): Module {
  const kinds = { archive: transferRequestKind(archives, 'archive'), hukou: transferRequestKind(archives, 'hukou') };
  const { database } = archives.platform;
  return {
    auditWords,
    auditObjects: [transferRequestAudit, { ...transferRequestAudit, kind: 'transfer-file', word: '档案、户口申请材料' }],
    routes: [...ownRoutes(archives, kinds), ...deskRoutes(archives, kinds)],
    jobs: [reportRecords(archives.platform, archives.registry)],
    closeCohorts: async () =>
      (await closeRequests(archives.platform, kinds.archive)) + (await closeRequests(archives.platform, kinds.hukou)),
    forgetFiles: async before => {
      await database.execute(forgetFiles, [before]);
    },
  };
}
