/** A school's settings: what it decides for itself. */

import { z } from 'zod';
import { secondFactorDuties } from '#domain/account-kinds.ts';
import { reasonLists } from '#domain/actions/reasons.ts';
import { reviewedFlows } from '#domain/flow-names.ts';
import { nationalWindow } from '#domain/rules/cohort-window.ts';
import { sealBytesAtMost } from '#domain/rules/file-limits.ts';
import { signingFlows, witnessedByDepartment } from '#domain/rules/witness.ts';
import { route } from '../parts/route.ts';
import { instant, numberParam, versionNumber } from '../parts/shapes.ts';

const levelsSetting = z.enum(['department+school', 'school', 'department']);

const day = z.iso.date('请选择日期');
const window = z.object({ from: day, to: day });
/** By cohort; a cohort that is not there has the national window. */
const windows = z.record(z.string().regex(/^20\d{2}$/, '届别为四位年份'), window).superRefine((all, context) => {
  for (const [cohort, { from, to }] of Object.entries(all)) {
    const national = nationalWindow(Number(cohort));
    const fault = (field: string, message: string) => context.addIssue({ code: 'custom', path: [cohort, field], message });
    if (from < national.from || from > national.to) fault('from', `须在 ${national.from} 至 ${national.to} 之内`);
    if (to < national.from || to > national.to) fault('to', `须在 ${national.from} 至 ${national.to} 之内`);
    else if (to < from) fault('to', '结束日期不能早于开始日期');
  }
});

const reasonText = z.string().trim().min(1, '请填写原因，或删除这一行').max(50, '每条原因最多 50 个字');
/** By flow and the list's key, only the lists that the school has changed. */
const reasons = z.record(z.string(), z.record(z.string(), z.array(reasonText))).superRefine((all, context) => {
  for (const [flow, byAction] of Object.entries(all))
    for (const [key, list] of Object.entries(byAction)) {
      const fault = (message: string) => context.addIssue({ code: 'custom', path: [flow, key], message });
      if (!reasonLists.some(known => known.flow === flow && known.key === key)) fault('没有这个原因列表');
      else if (list.length === 0) fault('请至少保留一条原因');
      else if (list.length > 30) fault('最多 30 条原因');
      else if (new Set(list).size < list.length) fault('有重复的原因，请删除其中一条');
    }
});

const isWebAddress = (url: string): boolean => /^https?:\/\/[^\s/]/i.test(url) && URL.canParse(url);

/** Where what was uploaded to the employment registry is corrected. Without a name what the level above says holds. */
const registryPlace = z
  .object({
    name: z.string().trim().max(60, '最多 60 字'),
    url: z
      .string()
      .trim()
      .max(300, '最多 300 字')
      .refine(url => url === '' || isWebAddress(url), '请填写以 http:// 或 https:// 开头的网址，或留空'),
  })
  .refine(({ name, url }) => name !== '' || url === '', { path: ['name'], message: '填写了网址的，请填写系统名称' });
export type RegistryPlace = z.output<typeof registryPlace>;

const settings = z.object({
  /** Per flow. A change applies to what is submitted after it. */
  reviewLevels: z.record(z.enum(reviewedFlows), levelsSetting),
  /** Per signing flow: 审核, or 鉴证 with the school's seal. */
  reviewAs: z.record(z.enum(signingFlows), z.enum(['review', 'witness'])),
  /** Reviewers may decide many cases in one go. */
  batchReview: z.boolean(),
  /** A registered destination is voided at once, or after review. */
  voiding: z.enum(['at-once', 'review']),
  /** After how many days without an answer a graduate may ask the school for help with a termination. */
  terminationHelpDays: z.number().int('请填写整数').min(1, '至少 1 天').max(60, '最多 60 天'),
  /** Within how many working days the school promises to decide what waits for it; none: it promises nothing. */
  promisedWorkingDays: z.number().int('请填写整数').min(1, '至少 1 天').max(60, '最多 60 天').nullable(),
  modules: z.object({
    destinations: z.boolean(),
    archive: z.boolean(),
    hukou: z.boolean(),
    confirmation: z.boolean(),
    authorization: z.boolean(),
  }),
  registryCorrection: registryPlace,
  windows,
  reasons,
  supplementaryClauses: z.string().max(2000, '补充条款最多 2000 字'),
  /** Departments may upload their own graduates; else only the school's admin uploads. */
  rosterUploadByDepartments: z.boolean(),
  /** Whose exports may carry ID numbers in full. */
  fullIdInExports: z.enum(['nobody', 'schoolAdmin', 'school']),
  /** Whose accounts need a second factor beside the administrators', who always do. Those who sign in afterwards are led to it. */
  secondFactorDuty: z.enum(secondFactorDuties),
  /** How long evidence is kept after graduation. */
  evidenceYears: z.number().int('请填写整数').min(3, '至少 3 年').max(30, '最多 30 年'),
  helpContact: z.string().max(200, '最多 200 字'),
});
export type SchoolSettings = z.output<typeof settings>;
export type LevelsSetting = z.output<typeof levelsSetting>;

export const versionedSettings = settings.extend({ version: z.number() });
/** With what holds where the school names no place. */
const shownSettings = versionedSettings.extend({ registryDefault: registryPlace });
export const getSettings = route({
  method: 'GET',
  path: '/api/school/settings',
  permission: 'school.settings',
  summary: '学校设置',
  answer: shownSettings,
});
export const putSettings = route({
  method: 'PUT',
  path: '/api/school/settings',
  permission: 'school.settings',
  summary: '修改学校设置（改变动态口令、导出证件号码、名单上传权限的，须刚验证过身份）',
  body: settings.extend({ version: versionNumber }).superRefine(({ reviewAs, reviewLevels }, context) => {
    for (const flow of witnessedByDepartment(reviewAs, reviewLevels)) {
      const message = '仅院系审核的，不能鉴证；请改为审核，或在上方选择由学校审核';
      context.addIssue({ code: 'custom', path: ['reviewAs', flow], message });
    }
  }),
  answer: shownSettings,
});

const seal = z.object({ id: z.number(), uploadedAt: instant });
export const getSeal = route({
  method: 'GET',
  path: '/api/school/seal',
  permission: 'school.settings',
  summary: '学校印章',
  answer: z.object({ seal: seal.nullable() }),
});
export const uploadSeal = route({
  method: 'POST',
  path: '/api/school/seal',
  permission: 'school.settings',
  summary: '上传学校印章',
  needsProof: true,
  medium: 'upload',
  // Somewhat more is received, so that its sender gets a sentence and no broken connection.
  maxBytes: 10 * sealBytesAtMost,
  answer: z.object({ seal }),
});
export const getSealPicture = route({
  method: 'GET',
  path: '/api/school/seals/{id}',
  permission: 'school.settings',
  summary: '查看学校印章',
  medium: 'download',
  params: z.object({ id: numberParam }),
});

/** What a province says for its schools. */
export const provinceSettings = z.object({ registryCorrection: registryPlace, version: z.number() });
export const getProvinceSettings = route({
  method: 'GET',
  path: '/api/province/settings',
  permission: 'province.settings',
  summary: '省级设置',
  answer: provinceSettings,
});
export const putProvinceSettings = route({
  method: 'PUT',
  path: '/api/province/settings',
  permission: 'province.settings',
  summary: '修改省级设置：学校没有填写的，按此提示',
  body: provinceSettings.extend({ version: versionNumber }),
  answer: provinceSettings,
});
