import type { AuditObject, Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { receiverRoutes } from './routes.ts';

/** Regions are common to all schools. */
const namesOfRegions = statement<{ id: number; name: string }>(
  'receivers.audit_names',
  'select code::bigint as id, name from region where $1::bigint is not null and code = any($2::bigint[]::text[])',
);
const auditObjects: readonly AuditObject[] = [
  { kind: 'receiving-office', word: '档案接收机构' },
  { kind: 'receiving-office-import', word: '批量导入档案接收机构' },
  { kind: 'origin-office', word: '生源地档案接收机构', names: namesOfRegions },
];

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'receiving-office-added': '新增档案接收机构',
  'receiving-office-changed': '修改档案接收机构',
  'receiving-office-ended': '停用档案接收机构',
  'receiving-offices-imported': '批量导入档案接收机构',
  'origin-office-set': '指定生源地档案接收机构',
  'origin-office-cleared': '取消指定生源地档案接收机构',
};

export const receiversModule = (platform: Platform): Module => ({
  routes: receiverRoutes(platform),
  auditWords,
  auditObjects,
});
