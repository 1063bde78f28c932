import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { logWords } from './read-log.ts';
import { auditRoutes } from './routes.ts';

const auditWords = { 'audit-read': '查看操作日志详情', 'file-infected': '上传的文件含病毒，未接收' };

/** 操作日志: who did what to whom, in the words of the matters. */
export const auditModule = (platform: Platform, modules: readonly Module[]): Module => ({
  auditWords,
  routes: auditRoutes(platform, logWords([...modules, { auditWords }])),
});
