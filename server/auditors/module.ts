import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { auditorRoutes } from './routes.ts';
import { forgetPasswords } from './store.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'auditor-proposed': '提议审计员任免',
  'auditor-password-proposed': '提议重设审计员密码',
  'auditor-confirmed': '确认审计员的提议',
  'auditor-declined': '不同意审计员的提议',
};

/** 审计员: made, given a new password and ended by two operators. */
export const auditorsModule = (platform: Platform): Module => ({
  auditWords,
  auditObjects: [{ kind: 'auditor', word: '审计员' }],
  routes: auditorRoutes(platform),
  sweeps: [{ days: 1, statement: forgetPasswords }],
});
