/** 培养方式修改: a department asks its school, which files it or declines; the province decides. */
import { z } from 'zod';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { trainingModeChangeForm } from '#domain/forms/training-mode-change-form.ts';
import { modeRequestStates } from '#domain/request-states.ts';
import { route } from '../parts/route.ts';
import { button, caseRef, instant, madeId, numberParam, page, section, tone, versionNumber } from '../parts/shapes.ts';

const state = z.enum(modeRequestStates);
export type ModeRequestState = z.output<typeof state>;

export const listModeRequests = route({
  method: 'GET',
  path: '/api/training-mode-requests',
  permission: 'trainingModes.read',
  summary: '培养方式修改记录',
  query: z.object({ state: state.optional(), q: z.string().trim().max(60).optional(), ...page }),
  answer: z.object({
    rows: z.array(
      z.object({
        ref: caseRef,
        graduateName: z.string(),
        studentNumber: z.string(),
        schoolName: z.string(),
        departmentName: z.string(),
        from: z.string(),
        to: z.string(),
        label: z.string(),
        tone,
        filedBy: z.string(),
        filedAt: instant,
      }),
    ),
    next: z.string().nullable(),
    counts: z.array(z.object({ state, label: z.string(), count: z.number() })),
  }),
});

const refParam = z.object({ ref: caseRef });
const modeRequest = z.object({
  ref: caseRef,
  version: z.number(),
  graduateId: z.number(),
  graduateName: z.string(),
  schoolName: z.string(),
  state,
  label: z.string(),
  tone,
  sections: z.array(section),
  /** What the change means for the graduate, said before it is decided. */
  consequences: z.array(z.string()),
  files: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      mediaType: z.string(),
      pages: z.number(),
      /** Its years after graduation are over. */
      deleted: z.boolean(),
    }),
  ),
  actions: z.array(button),
  reasons: z.array(z.string()),
  history: z.array(z.object({ at: instant, word: z.string(), who: z.string(), label: z.string(), text: z.string() })),
});
export type ModeRequest = z.output<typeof modeRequest>;

export const getModeRequest = route({
  method: 'GET',
  path: '/api/training-mode-requests/{ref}',
  permission: 'trainingModes.read',
  summary: '培养方式修改申请详情',
  params: refParam,
  answer: modeRequest,
});

/** The roster's values, before a request is filled in. */
export const getModeChangeForm = route({
  method: 'GET',
  path: '/api/graduates/{id}/training-mode',
  permission: 'trainingModes.request',
  summary: '毕业生现有的培养方式与单位',
  params: z.object({ id: numberParam }),
  answer: z.object({
    graduateId: z.number(),
    graduateName: z.string(),
    mode: z.string(),
    unit: z.string(),
    region: z.string(),
    section,
    /** Why no request can be made now. */
    obstacle: z.string().nullable(),
    /** The destination that is held, which a change to 21 or 41 has to give way to. */
    hold: z.string().nullable(),
  }),
});
export const fileModeRequest = route({
  method: 'POST',
  path: '/api/graduates/{id}/training-mode-requests',
  permission: 'trainingModes.request',
  summary: '提交培养方式修改申请',
  params: z.object({ id: numberParam }),
  body: trainingModeChangeForm,
  answer: z.object({ ref: caseRef }),
});
/** The school files what a department asks for, or declines; the province approves or rejects; who asked may `discard`. The flow's table decides. */
export const moveModeRequest = route({
  method: 'POST',
  path: '/api/training-mode-requests/{ref}/{action}',
  permission: 'trainingModes.read',
  summary: '上报省级、不予上报（学校），审核通过、审核不通过（省级），撤销（申请方）',
  params: refParam.extend({ action: z.enum(['approve', 'reject', 'discard']) }),
  body: z.object({ version: versionNumber, reason: reasonForm.optional() }),
  answer: modeRequest,
});
export const uploadModeFile = route({
  method: 'POST',
  path: '/api/training-mode-files',
  permission: 'trainingModes.request',
  summary: '上传培养方式修改的佐证材料',
  medium: 'upload',
  maxBytes: 20 * 1024 * 1024,
  answer: z.object({ fileId: z.string(), name: z.string(), pages: z.number() }),
});
export const downloadModeFile = route({
  method: 'GET',
  path: '/api/training-mode-requests/{ref}/files/{id}',
  permission: 'trainingModes.read',
  summary: '查看培养方式修改的佐证材料',
  medium: 'download',
  params: refParam.extend({ id: madeId }),
});
