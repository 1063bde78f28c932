/** What graduates fill in: the types, drafts, files; the beginning of a termination; what a reviewer may change a type to. */
import { z } from 'zod';
import { fileBytesAtMost, filePurposes, itemsAtMost } from '#domain/rules/file-limits.ts';
import { route } from '../parts/route.ts';
import { caseRef, codeParam, done, instant, numberParam, versionNumber } from '../parts/shapes.ts';
import { caseFile, evidence, flow, formField, returnedField, voidable, why } from './cases.ts';

/** Every type that fits this graduate, with what it asks for: read before one chooses. */
export const listDestinationTypes = route({
  method: 'GET',
  path: '/api/graduate/destination-types',
  permission: 'cases.own',
  summary: '毕业去向分类、说明及证明材料',
  answer: z.object({
    groups: z.array(
      z.object({
        name: z.string(),
        types: z.array(
          z.object({
            code: z.string(),
            label: z.string(),
            flow,
            explanation: z.string(),
            evidence,
            archive: z.boolean(),
            hukou: z.boolean(),
          }),
        ),
      }),
    ),
    /** Why nothing can be begun, when that is so. */
    obstacle: z.string().nullable(),
    /** What holds the graduate's destination: another can be filled in meanwhile, not handed in. */
    held: z.object({ ref: caseRef, label: z.string(), freedBy: z.string() }).nullable(),
    /** 未就业: given up together with the submission of what takes its place. */
    voidable,
    /** What applies to directed and commissioned graduates, in one sentence. */
    directed: z.string().nullable(),
  }),
});
export const startCase = route({
  method: 'POST',
  path: '/api/graduate/cases',
  permission: 'cases.own',
  summary: '开始填写（暂存）：线下签约、补登、去向登记',
  body: z.object({
    destinationType: z.string().max(10),
    /** A case of one's own that is over: its form and its evidence come along. */
    from: caseRef.optional(),
  }),
  answer: z.object({ ref: caseRef, version: z.number() }),
});
const draft = z.object({
  ref: caseRef,
  version: z.number(),
  destinationType: z.string(),
  typeLabel: z.string(),
  fields: z.array(formField),
  form: z.record(z.string(), z.string()),
  evidence: evidence.nullable(),
  files: z.array(caseFile),
  savedAt: instant,
  voidable,
  /** Whether it can still be written; if not, why. */
  obstacle: z.string().nullable(),
  /** Another destination that holds: this one can be filled in, not handed in. */
  held: z.object({ ref: caseRef, label: z.string(), freedBy: z.string() }).nullable(),
  /** Why it was returned; the fields that were named and still say the same, or else the groups of the form that this is about. */
  why: why.nullable(),
  returned: z.array(returnedField),
  marked: z.array(z.string()),
});
export const getDraft = route({
  method: 'GET',
  path: '/api/cases/{ref}/draft',
  permission: 'cases.own',
  summary: '正在填写的内容',
  params: z.object({ ref: caseRef }),
  answer: draft,
});
export const putDraft = route({
  method: 'PUT',
  path: '/api/cases/{ref}/draft',
  permission: 'cases.own',
  summary: '暂存',
  params: z.object({ ref: caseRef }),
  body: z.object({ version: versionNumber, form: z.record(z.string(), z.string().max(4000)) }),
  answer: z.object({ version: z.number(), savedAt: instant }),
});
export const requestTermination = route({
  method: 'POST',
  path: '/api/cases/{ref}/terminations',
  permission: 'cases.act',
  summary: '申请解约：线上为向对方发起，线下为开始填写',
  params: z.object({ ref: caseRef }),
  body: z.object({ version: versionNumber, input: z.record(z.string(), z.unknown()).default({}) }),
  answer: z.object({ ref: caseRef }),
});
export const uploadCaseFile = route({
  method: 'POST',
  path: '/api/cases/{ref}/files/{purpose}/{item}',
  permission: 'cases.act',
  summary: '上传证明材料、回传协议书、解约函（图片或 PDF）',
  medium: 'upload',
  maxBytes: fileBytesAtMost,
  params: z.object({
    ref: caseRef,
    purpose: z.enum(filePurposes),
    item: z.coerce.number().int().min(0).max(itemsAtMost),
  }),
  answer: caseFile,
});
export const deleteCaseFile = route({
  method: 'DELETE',
  path: '/api/cases/{ref}/files/{id}',
  permission: 'cases.act',
  summary: '移除一份尚在填写的材料',
  params: z.object({ ref: caseRef, id: numberParam }),
  answer: done,
});
export const downloadCaseFile = route({
  method: 'GET',
  path: '/api/cases/{ref}/files/{id}/{size}',
  permission: 'cases.read',
  summary: '查看材料：shown 为浏览用图，evidence 为留存件',
  medium: 'download',
  params: z.object({ ref: caseRef, id: numberParam, size: z.enum(['shown', 'evidence']) }),
});
/** What a reviewer may change a registered type to, with its form. */
export const getAmendment = route({
  method: 'GET',
  path: '/api/cases/{ref}/amendment/{type}',
  permission: 'cases.review',
  summary: '修改去向：该类型的表单',
  params: z.object({ ref: caseRef, type: codeParam }),
  answer: z.object({
    types: z.array(z.object({ code: z.string(), label: z.string() })),
    fields: z.array(formField),
    form: z.record(z.string(), z.string()),
  }),
});
