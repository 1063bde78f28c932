/** 审计员: proposed by one operator, confirmed by another. */
import { z } from 'zod';
import { schoolAdminForm } from '#domain/forms/account-form.ts';
import { route } from '../parts/route.ts';
import { button, done, instant, numberParam, tone, versionNumber } from '../parts/shapes.ts';

const auditor = z.object({
  id: z.number(),
  version: z.number(),
  login: z.string(),
  name: z.string(),
  label: z.string(),
  tone,
  proposer: z.string(),
  proposedAt: instant,
  decider: z.string().nullable(),
  decidedAt: instant.nullable(),
  lastSeenAt: instant.nullable(),
  actions: z.array(button),
});
export const listAuditors = route({
  method: 'GET',
  path: '/api/auditors',
  permission: 'auditors.manage',
  summary: '审计员',
  answer: z.object({ auditors: z.array(auditor) }),
});
export const proposeAuditor = route({
  method: 'POST',
  path: '/api/auditors',
  permission: 'auditors.manage',
  needsProof: true,
  summary: '提议新增审计员，由另一位运维人员确认',
  body: schoolAdminForm,
  answer: done,
});
export const auditorActs = ['submit', 'requestPassword', 'approve', 'discard'] as const;
export const actOnAuditor = route({
  method: 'POST',
  path: '/api/auditors/{id}/{act}',
  permission: 'auditors.manage',
  needsProof: true,
  summary: '提议停用、提议重设密码、确认、不同意；确认新增、重设时回答初始密码（只显示一次）',
  params: z.object({ id: numberParam, act: z.enum(auditorActs) }),
  body: z.object({ version: versionNumber }),
  answer: z.object({ login: z.string().nullable(), password: z.string().nullable(), passwordUntil: instant.nullable() }),
});
