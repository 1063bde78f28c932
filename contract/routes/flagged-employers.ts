/** 预警单位: a school marks employers that its graduates should beware of. */

import { z } from 'zod';
import { flagKindCodes } from '#domain/codes/flag-kinds.ts';
import { checkUscc, normalizeUscc, usccFaults } from '#domain/identifiers/uscc.ts';
import { route } from '../parts/route.ts';
import { done, instant, madeId, page, versionNumber } from '../parts/shapes.ts';

/** In an address: as it is printed on the licence. */
const usccParam = z.string().regex(/^[0-9A-Z]{18}$/);
/** A wrong check character is no obstacle: some real codes have one, and a false employer may show a false code. */
const uscc = z
  .string()
  .transform(normalizeUscc)
  .superRefine((code, context) => {
    const fault = checkUscc(code);
    if (fault && fault !== 'check-character') context.addIssue({ code: 'custom', message: usccFaults[fault] });
  });
const kind = z.enum(flagKindCodes, '请选择类别');
const text = z.string().trim().min(1, '请说明情况').max(500, '最多 500 个字');

/** The own school's mark, and the number of schools where there are enough to tell. */
export const employerFlag = z.object({ kind: kind.nullable(), schools: z.number() });

export const lookUpFlag = route({
  method: 'GET',
  path: '/api/employer-flags/{uscc}',
  permission: 'flags.see',
  summary: '该统一社会信用代码是否为预警单位',
  params: z.object({ uscc: usccParam }),
  answer: employerFlag,
});

export const listFlaggedEmployers = route({
  method: 'GET',
  path: '/api/flagged-employers',
  permission: 'flags.manage',
  summary: '本校标记的预警单位',
  query: z.object({ q: z.string().trim().max(60).optional(), kind: kind.optional(), ...page }),
  answer: z.object({
    rows: z.array(
      z.object({ uscc: z.string(), name: z.string(), kind, text: z.string(), schools: z.number(), updatedAt: instant }),
    ),
    next: z.string().nullable(),
    total: z.number(),
  }),
});

const flaggedEmployer = z.object({
  uscc: z.string(),
  /** The name that it is registered with on the platform, if it is. */
  knownName: z.string().nullable(),
  /** 0 while it is not marked. */
  version: z.number(),
  mark: z.object({ name: z.string(), kind, text: z.string(), evidenceFileId: z.string().nullable() }).nullable(),
  schools: z.number(),
  /** Agreements of this school's graduates with it. */
  agreements: z.number(),
  history: z.array(
    z.object({
      id: z.number(),
      at: instant,
      who: z.string(),
      action: z.enum(['flagged', 'changed', 'unflagged']),
      kind,
      text: z.string(),
      evidenceFileId: z.string().nullable(),
    }),
  ),
});
export const getFlaggedEmployer = route({
  method: 'GET',
  path: '/api/flagged-employers/{uscc}',
  permission: 'flags.manage',
  summary: '一个单位的标记与历史',
  params: z.object({ uscc: usccParam }),
  answer: flaggedEmployer,
});
export const flagEmployer = route({
  method: 'POST',
  path: '/api/flagged-employers',
  permission: 'flags.manage',
  summary: '标记预警单位，或修改标记',
  body: z.object({
    uscc,
    name: z.string().trim().min(1, '请填写单位名称').max(200, '最多 200 个字'),
    kind,
    text,
    evidenceFileId: z.string().max(64).nullable(),
    /** As it was read; 0 for an employer that is not marked. */
    version: versionNumber,
  }),
  answer: flaggedEmployer,
});
export const unflagEmployer = route({
  method: 'POST',
  path: '/api/flagged-employers/{uscc}/removal',
  permission: 'flags.manage',
  summary: '取消标记',
  params: z.object({ uscc: usccParam }),
  body: z.object({ version: versionNumber, text: z.string().trim().min(1, '请填写取消标记的原因').max(500, '最多 500 个字') }),
  answer: done,
});
export const downloadFlagEvidence = route({
  method: 'GET',
  path: '/api/flagged-employers/{uscc}/evidence/{id}',
  permission: 'flags.manage',
  summary: '查看标记的佐证材料',
  medium: 'download',
  params: z.object({ uscc: usccParam, id: madeId }),
});
