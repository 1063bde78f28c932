import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { accountRoutes } from './routes.ts';

const forgetResults = statement(
  'accounts.forget_import_results',
  'update account_import set result_sealed = null where created_at < $1 and result_sealed is not null',
);

export const accountsModule = (platform: Platform): Module => ({
  routes: accountRoutes(platform),
  sweeps: [{ days: 1, statement: forgetResults }],
});
