import type { Module } from '#server/platform/module.ts';
import type { Platform } from '#server/platform/platform.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { employerRoutes } from './routes.ts';

const forgetLicences = statement(
  'employers.forget_licences',
  `delete from stored_file s where s.purpose = 'licence' and s.created_at < $1 and not exists (
     select 1 from employer e where s.id in (e.submitted_licence_file_id, e.certified_licence_file_id))`,
);

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'account-registered': '注册账号',
  'file-viewed': '查看文件',
  'default-terms-saved': '保存默认签约条款',
};

export const employersModule = (platform: Platform): Module => ({
  auditWords,
  routes: employerRoutes(platform),
  forgetFiles: async before => {
    await platform.database.execute(forgetLicences, [before]);
  },
});
