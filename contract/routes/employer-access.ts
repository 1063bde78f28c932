/** An employer's people get in by a code to their phone; the operator hands an organisation over. */

import { z } from 'zod';
import { accountKinds } from '#domain/access.ts';
import { requiredText } from '#domain/forms/text-answers.ts';
import { route } from '../parts/route.ts';
import { done, instant, numberParam } from '../parts/shapes.ts';

const phone = z.string().regex(/^1[3-9]\d{9}$/, '请输入 11 位手机号码');
const code = z
  .string()
  .trim()
  .regex(/^\d{6}$/, '请输入 6 位短信验证码');

/** The same answer whether or not the phone has an account. */
export const sendAccessCode = route({
  method: 'POST',
  path: '/api/employer-access/codes',
  permission: 'public.signIn',
  summary: '单位用户获取登录（sign-in）、重设密码（reset）短信验证码',
  body: z.object({ phone, purpose: z.enum(['sign-in', 'reset']) }),
  answer: z.object({ waitSeconds: z.number() }),
});
export const signInByCode = route({
  method: 'POST',
  path: '/api/employer-access/sign-in',
  permission: 'public.signIn',
  summary: '单位用户短信验证码登录；绑定了动态口令的还须输入动态口令或恢复码',
  body: z.object({ phone, code, totp: z.string().trim().max(40).optional() }),
  answer: z.object({ kind: z.enum(accountKinds) }),
});
/** Signs nobody in: a second factor is asked for at the sign-in that follows. */
export const resetPassword = route({
  method: 'POST',
  path: '/api/employer-access/password',
  permission: 'public.signIn',
  summary: '单位用户凭短信验证码重设密码，已登录的设备全部退出',
  body: z.object({ phone, code, password: z.string().min(10, '密码至少 10 位').max(200, '密码最多 200 位') }),
  answer: done,
});

const people = z.object({
  name: z.string(),
  people: z.array(
    z.object({
      id: z.number(),
      name: z.string(),
      /** Masked. */
      phone: z.string(),
      isAdmin: z.boolean(),
      disabledAt: instant.nullable(),
      lastSeenAt: instant.nullable(),
    }),
  ),
  handOvers: z.array(z.object({ at: instant, who: z.string(), to: z.string(), reason: z.string() })),
});
export const listEmployerPeople = route({
  method: 'GET',
  path: '/api/organisations/{id}/people',
  permission: 'employers.handOver',
  summary: '单位账号及移交记录',
  params: z.object({ id: numberParam }),
  answer: people,
});
export const handOverEmployer = route({
  method: 'POST',
  path: '/api/organisations/{id}/hand-over',
  permission: 'employers.handOver',
  summary: '把单位移交给新的管理员：原管理员停用（disable）或改为普通成员（demote）',
  needsProof: true,
  params: z.object({ id: numberParam }),
  body: z.object({
    phone,
    name: requiredText('姓名', 50),
    former: z.enum(['disable', 'demote', 'keep']),
    reason: requiredText('移交原因', 500),
  }),
  answer: people,
});
