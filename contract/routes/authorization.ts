/** 核验授权: the graduate lets receiving offices check their form by a code, and sees who did. */
import { z } from 'zod';
import { leadsOn } from '#domain/authorization/authorize.ts';
import { isDay } from '#domain/dates.ts';
import { transferKinds } from '#domain/transfers/kinds.ts';
import { route } from '../parts/route.ts';
import { done, instant, numberParam, section, tone } from '../parts/shapes.ts';

const kind = z.enum(transferKinds);
const codeParam = z.object({ id: numberParam });

const code = z.object({
  id: z.number(),
  kind,
  /** 档案登记信息表 or 户口登记信息表. */
  form: z.string(),
  formNumber: z.string(),
  issuedAt: instant,
  expiresAt: instant,
  /** How often it was checked, whatever the outcome. */
  checks: z.number(),
});
/** The signed PDF. */
const paper = z.object({
  state: z.enum(['making', 'ready', 'failed', 'deleted']),
  /** Why it is not there yet. */
  sentence: z.string().nullable(),
  bytes: z.number().nullable(),
});
const liveCode = code.extend({ paper });
const check = z.object({
  id: z.number(),
  at: instant,
  codeId: z.number(),
  form: z.string(),
  /** 输入编号, 扫码. */
  way: z.string(),
  outcome: z.string(),
  tone,
  /** Of the network that asked: its first numbers, enough to tell places apart. */
  network: z.string(),
});

export const getAuthorization = route({
  method: 'GET',
  path: '/api/graduate/authorization',
  permission: 'verification.own',
  summary: '核验授权：能否办理、生效中的授权、已失效的授权、被核验的记录',
  answer: z.object({
    /** Why nothing can be authorized, and where to go on. */
    obstacle: z.object({ code: z.string(), sentence: z.string(), leadsOn: z.enum(leadsOn).nullable() }).nullable(),
    /** Hukou only where it is with the school. */
    kinds: z.array(z.object({ kind, form: z.string(), block: z.string(), check: z.string() })),
    /** The days that may be chosen as the last one of a code, `YYYY-MM-DD`. */
    days: z.object({ first: z.string(), last: z.string() }),
    /** When this person proved in this session who they are; null when they have not. */
    identityProvenAt: instant.nullable(),
    /** 居民身份证, 护照 …: what is asked for. */
    documentWord: z.string(),
    live: z.array(liveCode),
    /** The latest first. */
    over: z.array(code.extend({ endedAt: instant, reason: z.string() })),
    checks: z.array(check),
  }),
});
export type Authorization = z.output<typeof getAuthorization.answer>;

export const proveIdentity = route({
  method: 'POST',
  path: '/api/graduate/authorization/identity',
  permission: 'verification.own',
  summary: '实人认证：本次登录内有效',
  body: z.object({
    name: z.string().trim().min(1, '请填写姓名').max(60, '姓名过长，请核对'),
    documentNumber: z.string().trim().min(1, '请填写证件号码').max(40, '证件号码过长，请核对'),
  }),
  answer: z.object({ provenAt: instant }),
});

export const authorize = route({
  method: 'POST',
  path: '/api/graduate/authorization/codes',
  permission: 'verification.own',
  summary: '授权：为所选的登记信息表签发核验编号；同类的原编号随之失效',
  body: z.object({
    kinds: z.array(kind).min(1, '请选择需要核验的登记信息表').max(transferKinds.length),
    lastDay: z.string().refine(isDay, '请选择有效期'),
  }),
  answer: z.object({ ids: z.array(z.number()) }),
});

export const getAuthorizationCode = route({
  method: 'GET',
  path: '/api/graduate/authorization/codes/{id}',
  permission: 'verification.own',
  summary: '登记信息表：核验编号、二维码与内容（须先完成实人认证）',
  params: codeParam,
  answer: liveCode.extend({
    /** 核验编号 in groups, and the QR as an SVG path over one unit per module. Null once it is over. */
    shown: z.object({ code: z.string(), qr: z.object({ size: z.number(), path: z.string() }), checkUrl: z.string() }).nullable(),
    /** Why it is over. */
    ended: z.object({ at: instant, reason: z.string() }).nullable(),
    sections: z.array(section),
    notes: z.array(z.string()),
    history: z.array(check),
  }),
});
export type AuthorizationCode = z.output<typeof getAuthorizationCode.answer>;

export const endAuthorizationCode = route({
  method: 'POST',
  path: '/api/graduate/authorization/codes/{id}/end',
  permission: 'verification.own',
  summary: '结束授权：核验编号立即失效',
  params: codeParam,
  answer: done,
});
export const downloadAuthorizationForm = route({
  method: 'GET',
  path: '/api/graduate/authorization/codes/{id}/form',
  permission: 'verification.own',
  summary: '下载登记信息表（PDF）',
  medium: 'download',
  params: codeParam,
});
export const showAuthorizationForm = route({
  method: 'GET',
  path: '/api/graduate/authorization/codes/{id}/picture',
  permission: 'verification.own',
  summary: '登记信息表的图片：微信内打不开 PDF 时查看、保存',
  medium: 'download',
  params: codeParam,
});
