/** Members of an employer: invited by an administrator, or asking to be let in. */

import { z } from 'zod';
import { requiredText, requiredUscc } from '#domain/forms/text-answers.ts';
import { route } from '../parts/route.ts';
import { done, instant, numberParam } from '../parts/shapes.ts';

const phone = z.string().regex(/^1[3-9]\d{9}$/, '请输入 11 位手机号码');
const name = requiredText('姓名', 50);
const permission = 'employer.members';
const requiredReason = z.string().trim().min(4, '请写明原因，至少 4 个字').max(100, '原因最多 100 个字');

const members = z.object({
  members: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      /** Masked. */
      phone: z.string(),
      isAdmin: z.boolean(),
      isSelf: z.boolean(),
      secondFactor: z.boolean(),
      disabledAt: instant.nullable(),
      createdAt: instant,
      lastSeenAt: instant.nullable(),
    }),
  ),
  /** Who has been invited, and who asks. */
  joins: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      phone: z.string(),
      asked: z.boolean(),
      smsFailed: z.boolean(),
      createdAt: instant,
    }),
  ),
});

export const listMembers = route({
  method: 'GET',
  path: '/api/employer/members',
  permission,
  summary: '单位成员',
  answer: members,
});
export const inviteMember = route({
  method: 'POST',
  path: '/api/employer/members',
  permission,
  summary: '邀请成员：向手机发送加入方式',
  needsProof: true,
  body: z.object({ name, phone }),
  answer: members,
});
export const decideJoin = route({
  method: 'POST',
  path: '/api/employer/joins/{id}/{decision}',
  permission,
  summary: '同意（accept）、拒绝（refuse）加入申请，撤回邀请（withdraw）',
  needsProof: true,
  params: z.object({ id: numberParam, decision: z.enum(['accept', 'refuse', 'withdraw']) }),
  answer: members,
});
/** After handing over, the sender may no longer list members: the answer says only that it is done. */
export const changeMember = route({
  method: 'POST',
  path: '/api/employer/members/{id}/{change}',
  permission,
  summary: '停用、启用成员，设为、取消管理员，移交管理员（handOver）',
  needsProof: true,
  params: z.object({ id: numberParam, change: z.enum(['disable', 'enable', 'promote', 'demote', 'handOver']) }),
  answer: done,
});
export const removeMemberSecondFactor = route({
  method: 'POST',
  path: '/api/employer/members/{id}/second-factor-removal',
  permission,
  summary: '解除成员的动态口令（手机遗失等），须写明原因，并告知本人',
  needsProof: true,
  params: z.object({ id: numberParam }),
  body: z.object({ reason: requiredReason }),
  answer: members,
});
export const joinEmployer = route({
  method: 'POST',
  path: '/api/employer-joins',
  permission: 'public.signIn',
  summary: '加入已注册的单位：受邀的随即登录，其他的等待管理员同意',
  body: z.object({
    uscc: requiredUscc('统一社会信用代码'),
    name,
    phone,
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '请输入 6 位短信验证码'),
    password: z.string().min(10, '密码至少 10 位').max(200, '密码最多 200 位'),
  }),
  answer: z.object({ joined: z.boolean() }),
});
export const askToJoin = route({
  method: 'POST',
  path: '/api/employer/join-requests',
  permission: 'employer.edit',
  summary: '申请加入已注册的单位（本账号尚未提交过单位信息）',
  body: z.object({ uscc: requiredUscc('统一社会信用代码'), name }),
  answer: z.object({ asked: z.literal(true) }),
});
