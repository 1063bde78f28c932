/** Accounts of staff: those that a school makes for its people, and the security of one's own. */

import { z } from 'zod';
import { schoolStaffKinds } from '#domain/account-kinds.ts';
import { accountRightsForm, newAccountForm } from '#domain/forms/account-form.ts';
import { route } from '../parts/route.ts';
import { done, instant, numberParam, page, versionNumber } from '../parts/shapes.ts';

export const staffAccount = z.object({
  id: z.number(),
  version: z.number(),
  kind: z.enum(schoolStaffKinds),
  kindName: z.string(),
  login: z.string(),
  name: z.string(),
  departments: z.array(z.object({ id: z.number(), name: z.string() })),
  disabledAt: instant.nullable(),
  /** Nobody has signed in with it since its password was made. */
  initialPassword: z.boolean(),
  /** Until when that password opens anything. */
  initialPasswordUntil: instant.nullable(),
  secondFactor: z.boolean(),
  /** The last sign of life within 30 days. */
  lastSeenAt: instant.nullable(),
  sessions: z.number(),
  isOwn: z.boolean(),
});
/** The password is told this once and kept nowhere; it ends with `initialPasswordUntil`. */
export const withPassword = z.object({ account: staffAccount, password: z.string().nullable() });

export const listAccounts = route({
  method: 'GET',
  path: '/api/accounts',
  permission: 'accounts.manage',
  summary: '本校账号',
  query: z.object({
    q: z.string().trim().max(60).optional(),
    kind: z.enum(schoolStaffKinds).optional(),
    state: z.enum(['active', 'disabled']).optional(),
    department: numberParam.optional(),
    ...page,
  }),
  answer: z.object({
    rows: z.array(staffAccount),
    next: z.string().nullable(),
    total: z.number(),
    departments: z.array(z.object({ id: z.number(), name: z.string() })),
  }),
});
export const createAccount = route({
  method: 'POST',
  path: '/api/accounts',
  permission: 'accounts.manage',
  summary: '新建账号，回答初始密码（只显示一次，7 天内有效）',
  needsProof: true,
  body: newAccountForm,
  answer: withPassword,
});
export const changeAccount = route({
  method: 'PUT',
  path: '/api/accounts/{id}',
  permission: 'accounts.manage',
  summary: '修改姓名、类型、负责的院系',
  needsProof: true,
  params: z.object({ id: numberParam }),
  body: z.intersection(accountRightsForm, z.object({ version: versionNumber })),
  answer: withPassword,
});
/** 解除动态口令 is told to the person with its reason. */
export const accountActBody = z.object({
  version: versionNumber,
  reason: z.string().trim().min(4, '请写明原因，至少 4 个字').max(100, '原因最多 100 个字').optional(),
});
export const accountActs = ['disable', 'enable', 'reset-password', 'end-sessions', 'remove-second-factor'] as const;
export const actOnAccount = route({
  method: 'POST',
  path: '/api/accounts/{id}/{act}',
  permission: 'accounts.manage',
  summary: '停用、启用、重置密码、结束全部会话、解除动态口令（须写明原因）',
  needsProof: true,
  params: z.object({ id: numberParam, act: z.enum(accountActs) }),
  body: accountActBody,
  answer: withPassword,
});

export const downloadAccountTemplate = route({
  method: 'GET',
  path: '/api/account-imports/template',
  permission: 'accounts.manage',
  summary: '批量新建账号的模板（xlsx）',
  medium: 'download',
});
const accountImport = z.object({
  id: z.number(),
  fileName: z.string(),
  at: instant,
  rows: z.number(),
  created: z.number(),
  /** The result with the initial passwords can still be fetched. */
  hasResult: z.boolean(),
});
export const importAccounts = route({
  method: 'POST',
  path: '/api/account-imports',
  permission: 'accounts.manage',
  summary: '批量新建账号：每行一个，最多 300 行',
  needsProof: true,
  medium: 'upload',
  maxBytes: 2 * 1024 * 1024,
  answer: z.object({
    run: accountImport,
    rows: z.array(
      z.object({
        row: z.number(),
        login: z.string(),
        name: z.string(),
        /** Why it was not made. */
        fault: z.string().nullable(),
      }),
    ),
  }),
});
export const listAccountImports = route({
  method: 'GET',
  path: '/api/account-imports',
  permission: 'accounts.manage',
  summary: '最近的批量新建',
  answer: z.array(accountImport),
});
export const downloadAccountImport = route({
  method: 'GET',
  path: '/api/account-imports/{id}/result',
  permission: 'accounts.manage',
  summary: '批量新建的结果，含初始密码（保留一天）',
  medium: 'download',
  params: z.object({ id: numberParam }),
});

const department = z.object({
  id: z.number(),
  name: z.string(),
  majors: z.array(z.object({ code: z.string(), name: z.string() })),
});
const departmentForm = z.object({
  name: z.string().trim().min(1, '请填写院系名称').max(60, '最多 60 个字'),
  majors: z
    .array(
      z.object({
        code: z
          .string()
          .trim()
          .regex(/^[0-9A-Z]{4,10}$/, '专业代码为 4–10 位数字或大写字母'),
        name: z.string().trim().min(1, '请填写专业名称').max(60, '专业名称最多 60 个字'),
      }),
    )
    .max(300, '最多 300 个专业'),
});
export const listDepartments = route({
  method: 'GET',
  path: '/api/departments',
  permission: 'accounts.manage',
  summary: '本校院系和专业',
  answer: z.array(department),
});
export const createDepartment = route({
  method: 'POST',
  path: '/api/departments',
  permission: 'accounts.manage',
  summary: '新增院系',
  body: departmentForm,
  answer: department,
});
export const changeDepartment = route({
  method: 'PUT',
  path: '/api/departments/{id}',
  permission: 'accounts.manage',
  summary: '修改院系名称和专业',
  params: z.object({ id: numberParam }),
  body: departmentForm,
  answer: department,
});

/** What an account's owner sees of its security. */
const security = z.object({
  name: z.string(),
  kindName: z.string(),
  initialPassword: z.boolean(),
  secondFactor: z.boolean(),
  /** This kind of account must have one here. */
  secondFactorRequired: z.boolean(),
  recoveryCodesLeft: z.number(),
});
export const getSecurity = route({
  method: 'GET',
  path: '/api/account/security',
  permission: 'account.own',
  summary: '账号安全',
  answer: security,
});
export const changePassword = route({
  method: 'PUT',
  path: '/api/account/password',
  permission: 'account.own',
  summary: '修改本人密码，其他会话随之结束',
  body: z.object({
    current: z.string().min(1, '请输入现在的密码').max(200),
    next: z.string().min(10, '密码至少 10 位').max(200, '密码最多 200 位'),
  }),
  answer: security,
});
export const startSecondFactor = route({
  method: 'POST',
  path: '/api/account/second-factor',
  permission: 'account.own',
  summary: '开始绑定动态口令：密钥与二维码内容',
  needsProof: true,
  answer: z.object({ secret: z.string(), uri: z.string(), ticket: z.string() }),
});
/** Told this once; the server keeps their hashes. */
const withCodes = z.object({ security, recoveryCodes: z.array(z.string()) });
const token = z
  .string()
  .trim()
  .regex(/^\d{6}$/, '动态口令为 6 位数字');
export const confirmSecondFactor = route({
  method: 'PUT',
  path: '/api/account/second-factor',
  permission: 'account.own',
  summary: '输入一次动态口令，完成绑定；回答恢复码（只显示一次）',
  body: z.object({ ticket: z.string().max(1000), token }),
  answer: withCodes,
});
export const renewRecoveryCodes = route({
  method: 'POST',
  path: '/api/account/recovery-codes',
  permission: 'account.own',
  summary: '重新生成恢复码，原有的随即失效',
  needsProof: true,
  answer: withCodes,
});
export const removeSecondFactor = route({
  method: 'POST',
  path: '/api/account/second-factor/removal',
  permission: 'account.own',
  summary: '解除动态口令',
  needsProof: true,
  body: z.object({ token }),
  answer: security,
});

/** What is asked before security changes: the password, or the second factor where the account has one. */
export const proveAgain = route({
  method: 'POST',
  path: '/api/account/proof',
  permission: 'account.own',
  summary: '验证身份：密码或动态口令，10 分钟内有效',
  body: z.object({ password: z.string().min(1, '请输入密码').max(200) }).or(z.object({ token })),
  answer: done,
});

/** Whoever reads the log has to understand it: four characters, not one of them again and again. */
const isPurpose = (text: string): boolean => {
  const characters = text.match(/\p{Script=Han}/gu) ?? [];
  return characters.length >= 4 && new Set(characters).size >= 3;
};

/** A number in full, for the moment: with its purpose, and audited. */
export const revealPersonalData = route({
  method: 'POST',
  path: '/api/graduates/{id}/reveal',
  permission: 'personal.reveal',
  summary: '查看毕业生完整证件号码或手机号码（须填写用途，记入操作日志）',
  params: z.object({ id: numberParam }),
  body: z.object({
    what: z.enum(['idNumber', 'phone']),
    purpose: z
      .string()
      .trim()
      .min(1, '请填写用途')
      .max(100, '用途最多 100 个字')
      .refine(isPurpose, '请用中文写明用途，至少 4 个字，如：核对证件与材料'),
  }),
  answer: z.object({ value: z.string() }),
});
export type StaffAccount = z.output<typeof staffAccount>;
