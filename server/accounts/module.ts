import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { accountRoutes } from './routes.ts';

const forgetResults = statement(
  'accounts.forget_import_results',
  'update account_import set result_sealed = null where created_at < $1 and result_sealed is not null',
);

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'account-created': '新建账号',
  'account-changed': '修改账号',
  'account-disabled': '停用账号',
  'account-enabled': '启用账号',
  'accounts-imported': '批量新建账号',
  'password-reset': '重置密码',
  'password-changed': '修改本人密码',
  'sessions-ended': '结束账号的全部会话',
  'second-factor-set': '绑定动态口令',
  'recovery-codes-renewed': '重新生成恢复码',
  'second-factor-removed': '解除动态口令',
};

export const accountsModule = (platform: Platform): Module => ({
  auditWords,
  routes: accountRoutes(platform),
  sweeps: [{ days: 1, statement: forgetResults }],
});
