import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { auditorRoutes } from './routes.ts';
import { forgetPasswords } from './store.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'auditor-proposed': '提议审计员任免',
  'auditor-confirmed': '确认审计员任免',
  'auditor-declined': '不同意审计员任免',
};

/** 审计员: made and ended by two operators. */
export const auditorsModule = (platform: Platform): Module => ({
  auditWords,
  auditObjects: [{ kind: 'auditor', word: '审计员' }],
  routes: auditorRoutes(platform),
  sweeps: [{ days: 1, statement: forgetPasswords }],
});
