import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type PortalOptions, signInRoutes } from './routes.ts';

const sweeps = [
  { days: 1, statement: statement('sign-in.sweep_sms_codes', 'delete from sms_code where sent_at < $1') },
  { days: 2, statement: statement('sign-in.sweep_failures', 'delete from sign_in_failure where last_at < $1') },
];

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'sign-in': '登录',
  'sign-in-failed': '登录失败',
  'password-reset-by-sms': '短信重设密码',
  'sign-out': '退出登录',
  'session-ended': '结束会话',
  'other-sessions-ended': '结束其他会话',
  'basic-information-confirmed': '确认基本信息',
  'wechat-bound': '绑定微信',
  'wechat-unbound': '解除微信绑定',
};

/** 学信网, WeChat, password and second factor; what a graduate must confirm first. */
export const signInModule = (platform: Platform, portal: PortalOptions): Module => ({
  auditWords,
  routes: signInRoutes(platform, portal),
  sweeps,
});
