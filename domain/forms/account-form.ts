import { z } from 'zod';
import { schoolStaffKinds } from '../account-kinds.ts';

/** No phone number: those are the logins of employers. */
const login = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9][a-z0-9._@-]{3,39}$/, '账号为 4–40 位字母、数字、点、横线，以字母或数字开头')
  .refine(text => !/^1[3-9]\d{9}$/.test(text), '请不要用手机号作账号，可用工号或姓名拼音');
const name = z.string().trim().min(1, '请填写姓名').max(60, '姓名最多 60 个字');

const departmentIds = z.array(z.number().int().positive()).max(200, '最多 200 个院系');
/** A department's account needs a department; the school's accounts have them all. */
const needsDepartment = <T extends { readonly kind: string; readonly departmentIds: readonly number[] }>(
  { kind, departmentIds }: T,
  context: z.core.$RefinementCtx<T>,
): void => {
  if (kind === 'department' && departmentIds.length === 0)
    context.addIssue({ code: 'custom', path: ['departmentIds'], message: '请选择负责的院系' });
  if (kind !== 'department' && departmentIds.length > 0)
    context.addIssue({ code: 'custom', path: ['departmentIds'], message: '只有院系用户需要选择院系' });
};

const rights = { name, kind: z.enum(schoolStaffKinds, '请选择账号类型'), departmentIds };
/** An account that a school makes: who it is for and what it may do. */
export const newAccountForm = z.object({ login, ...rights }).superRefine(needsDepartment);
/** What can be changed later. The login is not. */
export const accountRightsForm = z.object(rights).superRefine(needsDepartment);
/** The first account of a school. */
export const schoolAdminForm = z.object({ login, name });

export type NewAccountForm = z.output<typeof newAccountForm>;
export type AccountRightsForm = z.output<typeof accountRightsForm>;
