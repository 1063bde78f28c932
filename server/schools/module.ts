import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { schoolRoutes } from './routes.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'settings-changed': '修改学校设置',
  'province-settings-changed': '修改省级设置',
  'seal-uploaded': '上传学校印章',
  'department-changed': '修改院系',
  'school-created': '新增学校',
};

export const schoolsModule = (platform: Platform): Module => ({
  routes: schoolRoutes(platform),
  auditWords,
  auditObjects: [{ kind: 'province', word: '省' }],
});
