/** Employers: registration, organisation data, qualification. */

import { z } from 'zod';
import { defaultTerms } from '#domain/forms/default-terms.ts';
import { employerRegistration } from '#domain/forms/employer-registration.ts';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { qualificationStates } from '#domain/request-states.ts';
import { route } from '../parts/route.ts';
import { done, instant, madeId, numberParam, page, section, tone, versionNumber } from '../parts/shapes.ts';
import { fieldChange } from './cases.ts';

export const registerEmployer = route({
  method: 'POST',
  path: '/api/employer-registrations',
  permission: 'public.signIn',
  summary: '单位用户注册：手机号、短信验证码、密码；成功后即登录',
  body: z.object({
    phone: z.string().regex(/^1[3-9]\d{9}$/, '请输入 11 位手机号码'),
    code: z
      .string()
      .trim()
      .regex(/^\d{6}$/, '请输入 6 位短信验证码'),
    password: z.string().min(10, '密码至少 10 位').max(200, '密码最多 200 位'),
  }),
  answer: done,
});

const organisation = z.object({
  version: z.number(),
  state: z.string().nullable(),
  stateLabel: z.string(),
  tone,
  qualified: z.boolean(),
  /** The code that was handed in, when another organisation has been certified with it meanwhile. */
  takenUscc: z.string().nullable(),
  /** Why it was returned, when it was. */
  returned: z.object({ reason: z.string(), text: z.string(), at: instant }).nullable(),
  /** As last typed; null before the first time. */
  form: z.record(z.string(), z.unknown()).nullable(),
  licenceFileId: z.string().nullable(),
  /** The organisation as it was certified last. */
  certified: z.record(z.string(), z.unknown()).nullable(),
  qualifiedAt: instant.nullable(),
});
export const getOrganisation = route({
  method: 'GET',
  path: '/api/employer',
  permission: 'employer.own',
  summary: '单位信息',
  answer: organisation,
});
export const submitOrganisation = route({
  method: 'PUT',
  path: '/api/employer',
  permission: 'employer.edit',
  summary: '提交单位信息，申请资质审核',
  body: z.object({
    version: versionNumber,
    organisation: employerRegistration,
    licenceFileId: z.string().min(1, '请上传营业执照（或法人证书）图片'),
  }),
  answer: organisation,
});

/** What an invitation begins with: the default terms or those of the last invitation, with the certified data. */
export const getInvitationDefaults = route({
  method: 'GET',
  path: '/api/employer/invitation-defaults',
  permission: 'cases.invite',
  summary: '签约邀请的默认内容',
  answer: z.object({ validityDays: z.number(), agreement: z.record(z.string(), z.unknown()) }),
});

const terms = defaultTerms.extend({ version: versionNumber });
export const getDefaultTerms = route({
  method: 'GET',
  path: '/api/employer/default-terms',
  permission: 'employer.own',
  summary: '默认条款',
  answer: terms.extend({ updatedAt: instant.nullable() }),
});
export const putDefaultTerms = route({
  method: 'PUT',
  path: '/api/employer/default-terms',
  permission: 'employer.edit',
  summary: '保存默认条款',
  body: terms,
  answer: terms.extend({ updatedAt: instant.nullable() }),
});

export const listQualifications = route({
  method: 'GET',
  path: '/api/qualifications',
  permission: 'employers.qualify',
  summary: '单位资质审核列表',
  query: z.object({
    state: z.enum(qualificationStates).default(qualificationStates[0]),
    q: z.string().trim().max(60).optional(),
    ...page,
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        uscc: z.string(),
        label: z.string(),
        tone,
        submittedAt: instant,
        /** Labels of what differs from the certified data; null for who was never certified, empty when nothing waits. */
        changes: z.array(z.string()).nullable(),
      }),
    ),
    next: z.string().nullable(),
    counts: z.object({ pending: z.number(), returned: z.number(), qualified: z.number() }),
  }),
});
export const getQualification = route({
  method: 'GET',
  path: '/api/qualifications/{id}',
  permission: 'employers.qualify',
  summary: '单位资质详情',
  params: z.object({ id: numberParam }),
  answer: z.object({
    id: z.number(),
    version: z.number(),
    name: z.string(),
    state: z.string(),
    label: z.string(),
    tone,
    submittedAt: instant,
    section,
    licenceFileId: z.string().nullable(),
    /** What is certified now, and in what the data handed in since differ from it; null while nothing is, or nothing else was handed in. */
    change: z
      .object({
        qualifiedAt: instant,
        rows: z.array(fieldChange),
        /** The certified licence, where another was handed in. */
        licenceFileId: z.string().nullable(),
      })
      .nullable(),
    actions: z.array(z.object({ action: z.string(), word: z.string(), asks: z.string().nullable() })),
    reasons: z.array(z.string()),
    /** Who else has handed in the code, and whether one of them is certified. */
    claims: z.object({ others: z.number(), isTaken: z.boolean() }),
    history: z.array(z.object({ at: instant, who: z.string(), label: z.string(), text: z.string() })),
  }),
});
export const decideQualification = route({
  method: 'POST',
  path: '/api/qualifications/{id}/{action}',
  permission: 'employers.qualify',
  summary: '资质审核：通过（approve）或退回（return）',
  params: z.object({ id: numberParam, action: z.enum(['approve', 'return']) }),
  body: z.object({ version: versionNumber, reason: reasonForm.optional() }),
  answer: z.object({ state: z.string(), label: z.string() }),
});

/** For the graduate's form. The fills are of certified data; of what other graduates named, the name and the code alone. */
export const searchEmployers = route({
  method: 'GET',
  path: '/api/employer-search',
  permission: 'cases.own',
  summary: '按名称、拼音或代码查找用人单位',
  query: z.object({ q: z.string().trim().min(2).max(60) }),
  answer: z.object({
    rows: z.array(
      z.object({ name: z.string(), uscc: z.string(), isCertified: z.boolean(), fills: z.record(z.string(), z.string()) }),
    ),
  }),
});

export const uploadFile = route({
  method: 'POST',
  path: '/api/files',
  permission: 'files.upload',
  summary: '上传文件（营业执照图片等）',
  medium: 'upload',
  maxBytes: 20 * 1024 * 1024,
  answer: z.object({ fileId: z.string(), mediaType: z.string(), bytes: z.number() }),
});
export const downloadFile = route({
  method: 'GET',
  path: '/api/files/{id}',
  permission: 'files.read',
  summary: '查看文件',
  medium: 'download',
  params: z.object({ id: madeId }),
  /** `pages`: of a PDF its pages, one below the other, as a picture. */
  query: z.object({ as: z.enum(['kept', 'pages']).default('kept') }),
});
