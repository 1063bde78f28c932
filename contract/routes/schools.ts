/** Schools and their first accounts, made by the level above; the log of what a school's people did. */

import { z } from 'zod';
import { schoolAdminForm } from '#domain/forms/account-form.ts';
import { route } from '../parts/route.ts';
import { numberParam, page } from '../parts/shapes.ts';
import { accountActBody, accountActs, staffAccount, withPassword } from './accounts.ts';

const school = z.object({
  id: z.number(),
  code: z.string(),
  name: z.string(),
  province: z.string(),
  /** Admins that can sign in. */
  admins: z.number(),
  departments: z.number(),
});
export const listSchools = route({
  method: 'GET',
  path: '/api/schools',
  permission: 'schools.manage',
  summary: '学校',
  query: z.object({ q: z.string().trim().max(60).optional(), ...page }),
  answer: z.object({
    rows: z.array(school),
    next: z.string().nullable(),
    /** Where a school may be made. */
    provinces: z.array(z.object({ code: z.string(), name: z.string() })),
  }),
});
export const createSchool = route({
  method: 'POST',
  path: '/api/schools',
  permission: 'schools.manage',
  summary: '新增学校',
  body: z.object({
    code: z
      .string()
      .trim()
      .regex(/^\d{5}$/, '院校代码为 5 位数字'),
    name: z.string().trim().min(2, '请填写学校名称').max(60, '最多 60 个字'),
    provinceCode: z.string().regex(/^\d{6}$/, '请选择省份'),
  }),
  answer: school,
});
export const listSchoolAdmins = route({
  method: 'GET',
  path: '/api/schools/{id}/admins',
  permission: 'schools.manage',
  summary: '学校管理员',
  params: z.object({ id: numberParam }),
  answer: z.object({ school, admins: z.array(staffAccount) }),
});
export const createSchoolAdmin = route({
  method: 'POST',
  path: '/api/schools/{id}/admins',
  permission: 'schools.manage',
  summary: '新建学校管理员，回答初始密码（只显示一次，7 天内有效）',
  needsProof: true,
  params: z.object({ id: numberParam }),
  body: schoolAdminForm,
  answer: withPassword,
});
export const actOnSchoolAdmin = route({
  method: 'POST',
  path: '/api/schools/{id}/admins/{accountId}/{act}',
  permission: 'schools.manage',
  summary: '学校管理员：停用、启用、重置密码、结束全部会话、解除动态口令（须写明原因）',
  needsProof: true,
  params: z.object({ id: numberParam, accountId: numberParam, act: z.enum(accountActs) }),
  body: accountActBody,
  answer: withPassword,
});
