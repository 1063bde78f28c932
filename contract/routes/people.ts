/** Signing in and out, who I am. */

import { z } from 'zod';
import { accountKinds, permissions } from '#domain/access.ts';
import { cohortStates } from '#domain/rules/cohort-window.ts';
import { route } from '../parts/route.ts';
import { cohortNumber, done, instant, madeId, section } from '../parts/shapes.ts';

export const me = z.object({
  kind: z.enum(accountKinds),
  /** Tells two people apart on one device; says nothing about either. */
  owner: z.string(),
  /** How the person is greeted. */
  name: z.string(),
  /** What an account signs in with; a graduate has none. */
  login: z.string().nullable(),
  can: z.array(z.enum(permissions)),
  school: z.object({ id: z.number(), name: z.string() }).nullable(),
  departments: z.array(z.object({ id: z.number(), name: z.string() })),
  employer: z
    .object({
      id: z.number(),
      name: z.string().nullable(),
      state: z.string().nullable(),
      stateLabel: z.string(),
      qualified: z.boolean(),
    })
    .nullable(),
  graduate: z
    .object({
      cohort: z.number(),
      schoolName: z.string(),
      cohorts: z.array(z.number()),
      /** 核对基本信息 has been done in this cohort; nothing else opens before. */
      checked: z.boolean(),
      wechatBound: z.boolean(),
      modules: z.array(z.object({ key: z.string(), title: z.string(), open: z.boolean() })),
      lapsed: z.boolean(),
      /** What the cohort allows today, and the line that says so when it is not open. */
      cohortState: z.enum(cohortStates),
      cohortNote: z.string().nullable(),
      /** Their pages open on 离校前待办. */
      leaving: z.boolean(),
    })
    .nullable(),
  /** Nothing else opens before this is done. */
  mustFirst: z.enum(['password', 'second-factor']).nullable(),
  unreadMessages: z.number(),
  demo: z.boolean(),
});

/** Null when nobody is signed in: a visitor's page asks it too, and that is no error. */
export const getMe = route({
  method: 'GET',
  path: '/api/me',
  permission: 'public.read',
  summary: '我是谁、能做什么',
  answer: me.nullable(),
});

export const signIn = route({
  method: 'POST',
  path: '/api/session',
  permission: 'public.signIn',
  summary: '省校用户、单位用户、平台运维登录',
  body: z.object({
    login: z.string().trim().min(1, '请输入账号').max(60),
    password: z.string().min(1, '请输入密码').max(200),
    /** The password of the moment, or a recovery code. */
    totp: z.string().trim().max(30).optional(),
  }),
  answer: z.object({ kind: z.enum(accountKinds) }),
});
export const signOut = route({
  method: 'DELETE',
  path: '/api/session',
  permission: 'session.own',
  summary: '退出登录',
  answer: done,
});

const session = z.object({
  id: z.string(),
  /** Browser and system. */
  device: z.string(),
  /** The beginning of the address that it was begun from, in words. */
  begunFrom: z.string(),
  lastFrom: z.string(),
  startedAt: instant,
  lastSeenAt: instant,
  isThis: z.boolean(),
  /** Used from where this request comes from. */
  sameNetwork: z.boolean(),
});
export const listSessions = route({
  method: 'GET',
  path: '/api/sessions',
  permission: 'session.own',
  summary: '我的登录会话：设备、网络、登录与最近使用时间',
  answer: z.array(session),
});
export const endSession = route({
  method: 'DELETE',
  path: '/api/sessions/{id}',
  permission: 'session.own',
  summary: '结束一个会话',
  params: z.object({ id: madeId }),
  answer: done,
});
export const endOtherSessions = route({
  method: 'DELETE',
  path: '/api/sessions',
  permission: 'session.own',
  summary: '结束其他全部会话，保留当前的',
  answer: z.object({ ended: z.number() }),
});

/** Only where the demo runs; elsewhere the list is empty. */
export const listDemoAccounts = route({
  method: 'GET',
  path: '/api/demo-accounts',
  permission: 'public.read',
  summary: '演示账号（仅演示环境）',
  answer: z.array(
    z.object({
      who: z.string(),
      login: z.string(),
      password: z.string(),
      /** The password of the moment, where the account has a second factor. */
      totp: z.string().nullable(),
      entry: z.enum(['graduate', 'employer', 'staff']),
    }),
  ),
});

export const sendSmsCode = route({
  method: 'POST',
  path: '/api/sms-codes',
  permission: 'public.signIn',
  summary: '获取注册短信验证码',
  body: z.object({ phone: z.string().regex(/^1[3-9]\d{9}$/, '请输入 11 位手机号码') }),
  answer: z.object({ waitSeconds: z.number() }),
});

export const startGraduateSignIn = route({
  method: 'GET',
  path: '/auth/graduate',
  permission: 'public.signIn',
  summary: '前往学信网登录',
  medium: 'redirect',
});
export const finishGraduateSignIn = route({
  method: 'GET',
  path: '/auth/graduate/callback',
  permission: 'public.signIn',
  summary: '学信网登录返回',
  medium: 'redirect',
});
export const startWechatSignIn = route({
  method: 'GET',
  path: '/auth/wechat',
  permission: 'public.signIn',
  summary: '微信登录',
  medium: 'redirect',
});
export const finishWechatSignIn = route({
  method: 'GET',
  path: '/auth/wechat/callback',
  permission: 'public.signIn',
  summary: '微信授权返回',
  medium: 'redirect',
});
/** Nothing is bound before the graduate has confirmed it with `bindWechat`, on the way back. */
export const startWechatBinding = route({
  method: 'POST',
  path: '/api/graduate/wechat/start',
  permission: 'graduate.own',
  summary: '开始绑定微信：前往微信授权的地址（须刚用学信网账号登录过）',
  needsProof: true,
  answer: z.object({ url: z.string() }),
});
export const bindWechat = route({
  method: 'POST',
  path: '/api/graduate/wechat',
  permission: 'graduate.own',
  summary: '确认绑定微信：授权返回后由本人确认',
  needsProof: true,
  answer: done,
});
export const unbindWechat = route({
  method: 'DELETE',
  path: '/api/graduate/wechat',
  permission: 'graduate.own',
  summary: '解除微信绑定（须刚用学信网账号登录过）',
  needsProof: true,
  answer: done,
});

export const getBasicInformation = route({
  method: 'GET',
  path: '/api/graduate/basic-information',
  permission: 'graduate.own',
  summary: '核对基本信息',
  answer: z.object({ checkedAt: instant.nullable(), section, contact: z.string() }),
});
export const confirmBasicInformation = route({
  method: 'POST',
  path: '/api/graduate/basic-information/confirmation',
  permission: 'graduate.own',
  summary: '信息确认无误，进入系统',
  answer: done,
});
export const switchCohort = route({
  method: 'PUT',
  path: '/api/graduate/cohort',
  permission: 'graduate.own',
  summary: '切换届别',
  body: z.object({ cohort: cohortNumber }),
  answer: done,
});
export const sendConsentCode = route({
  method: 'POST',
  path: '/api/graduate/consent-codes',
  permission: 'graduate.own',
  summary: '获取意愿确认短信验证码',
  answer: z.object({ waitSeconds: z.number(), maskedPhone: z.string() }),
});
