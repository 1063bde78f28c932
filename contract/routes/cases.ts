/** Cases: invitations, what waits, one case and what can be done with it. */

import { z } from 'zod';
import { actions } from '#domain/actions/all.ts';
import { topics } from '#domain/actions/row.ts';
import { flowNames, personActions } from '#domain/flows/all.ts';
import { invitationForm } from '#domain/forms/invitation-form.ts';
import { filePurposes } from '#domain/rules/file-limits.ts';
import { lineKinds, reviewPlaces } from '#domain/rules/review-line.ts';
import { route } from '../parts/route.ts';
import { button, caseRef, instant, numberParam, section, step, tone, versionNumber } from '../parts/shapes.ts';
import { employerFlag } from './flagged-employers.ts';

export const flow = z.enum(flowNames);
/** What a reviewer said of one field when it was returned. */
export const returnedField = z.object({ key: z.string(), label: z.string(), text: z.string() });
export type ReturnedField = z.output<typeof returnedField>;
const reason = z.object({ reason: z.string(), text: z.string(), fields: z.array(returnedField).optional() });
/** What the graduate has to know of why it is where it is: turned down by others, by themselves, or asked for. */
export const why = reason.extend({ kind: z.enum(['refused', 'own', 'asked']) });

/** A picture or PDF of a case. What was read from a scan informs; the reviewer decides. */
export const caseFile = z.object({
  id: z.number(),
  purpose: z.enum(filePurposes),
  item: z.number().nullable(),
  name: z.string(),
  mediaType: z.string(),
  pages: z.number(),
  bytes: z.number(),
  uploadedBy: z.string(),
  /** Evidence that a reviewer of this level has added to a type of their choice. */
  byLevel: z.enum(['department', 'school']).nullable(),
  at: instant,
  /** Handed in with a submission, so that it can no longer be taken back alone. */
  submitted: z.boolean(),
  /** Handed in before what was handed in last: it counts no more. */
  earlier: z.boolean(),
  /** A 情况说明 in the agreement's stead. */
  explanation: z.boolean(),
  checks: z.array(z.object({ label: z.string(), tone })),
  /** Its retention is over: what it was is known, its content is not there any more. */
  deleted: z.boolean(),
});
export type CaseFile = z.output<typeof caseFile>;

/** A field of a form, as data: what the screen shows and what it asks. */
export const formField = z.object({
  key: z.string(),
  label: z.string(),
  group: z.string(),
  kind: z.enum(['text', 'textarea', 'code', 'region', 'phone', 'email', 'date', 'month', 'choice']),
  /** Of a code or choice. */
  options: z.array(z.object({ code: z.string(), name: z.string() })).nullable(),
  required: z.boolean(),
  hint: z.string(),
  maxLength: z.number(),
  /** From the roster, not to be edited. */
  fixed: z.boolean(),
});
export type FormField = z.output<typeof formField>;
export const evidence = z.object({
  mode: z.enum(['all', 'anyOf', 'none']),
  items: z.array(z.object({ name: z.string(), required: z.boolean() })),
});

/** One field of a record, before and after, in words; empty where there was nothing. */
export const fieldChange = z.object({ key: z.string(), label: z.string(), from: z.string(), to: z.string() });
export type FieldChange = z.output<typeof fieldChange>;

/** What a card or a row needs. */
export const summary = z.object({
  ref: caseRef,
  flow,
  flowTitle: z.string(),
  state: z.string(),
  label: z.string(),
  tone,
  version: z.number(),
  employerName: z.string(),
  jobTitle: z.string(),
  respondBy: instant.nullable(),
  createdAt: instant,
  /** When it came into its state. */
  since: instant,
});

export const graduateCard = summary.extend({
  /** Whose turn it is, in words; null when it is nobody's. */
  waitsFor: z.string().nullable(),
  mine: z.boolean(),
  steps: z.array(step),
  why: why.nullable(),
  /** Why it can be read but not answered, when that is so. */
  obstacle: z.string().nullable(),
  /** It is the graduate's destination, in force or on its way there. */
  isCurrent: z.boolean(),
  isOver: z.boolean(),
  /** The day until which the school promises to have decided, where it promises and it is its turn. */
  promisedUntil: z.string().nullable(),
  documents: z.number(),
});
export type GraduateCard = z.output<typeof graduateCard>;

export const document = z.object({
  id: z.number(),
  title: z.string(),
  state: z.enum(['making', 'ready', 'failed']),
  /** What stops it, when it failed: for staff. */
  why: z.string().nullable(),
  version: z.number(),
  /** Which of its kind it is, in words: 第 2 版. */
  nth: z.string(),
  bytes: z.number().nullable(),
  signedAt: instant.nullable(),
  /** PAdES level, and whether the certificate is a test one. */
  signature: z.object({ level: z.string(), signer: z.string(), isTest: z.boolean() }).nullable(),
});

/** The link that the employer of an offline signing was sent, while nothing else has happened to the case. */
export const employerLink = z.object({
  /** Masked for all but the graduate. */
  phone: z.string(),
  sms: z.enum(['queued', 'sending', 'sent', 'failed', 'unknown']),
  /** How often it was tried. */
  tries: z.number(),
  sentAt: instant,
  openedAt: instant.nullable(),
  expiresAt: instant,
  isOver: z.boolean(),
  /** For the graduate, while the link lives. */
  url: z.string().nullable(),
  qr: z.object({ size: z.number(), path: z.string() }).nullable(),
  /** How many more may be sent today. */
  left: z.number(),
});

/** An 未就业 destination that holds, and is given up with the step that takes its place. */
export const voidable = z.object({ ref: caseRef, label: z.string() }).nullable();

export const casePage = summary.extend({
  /** Its code; of a termination that of the signing. */
  destinationType: z.string(),
  /** What is decided here, where it is not the flow's own topic. */
  topic: z.enum(topics).nullable(),
  /** 鉴证: what is decided here is witnessed by the school. */
  witnessed: z.boolean(),
  graduateName: z.string(),
  schoolName: z.string(),
  agreementNumber: z.string().nullable(),
  waitsFor: z.string().nullable(),
  mine: z.boolean(),
  /** Signing data, employer, archive, hukou, supplement, graduate. */
  sections: z.array(section),
  steps: z.array(step),
  actions: z.array(button),
  why: why.nullable(),
  /** The last that was said of it, and the step that it was said with. */
  reason: reason.extend({ word: z.string() }).nullable(),
  documents: z.array(document),
  employerLink: employerLink.nullable(),
  /** Of evidence, the name of its kind. */
  files: z.array(caseFile.extend({ kind: z.string().nullable() })),
  /** What is filled in again with what this one had, when it is over without having come to anything. */
  refill: z.object({ type: z.string(), label: z.string() }).nullable(),
  /** Of a termination: its signing. */
  signing: z.object({ ref: caseRef, label: z.string() }).nullable(),
  /** Whether this signing can be terminated by this person now, or the termination under way. */
  termination: z
    .object({
      flow,
      open: caseRef.nullable(),
      obstacle: z.string().nullable(),
      asksReason: z.boolean(),
      reasons: z.array(z.string()),
    })
    .nullable(),
  /** The reasons that each action may be given with. */
  reasons: z.record(z.string(), z.array(z.string())),
  /** The only hold is an 未就业 destination: it can be voided together with the acceptance. */
  voidable,
  history: z.array(
    z.object({
      seq: z.number(),
      at: instant,
      action: z.string(),
      word: z.string(),
      who: z.string(),
      label: z.string(),
      reason: reason.nullable(),
      /** What a correction or an amendment changed. */
      changes: z.array(fieldChange),
    }),
  ),
  /** 预警单位, for the graduate and for reviewers; what the school wrote about it is for reviewers. */
  flag: employerFlag.extend({ text: z.string().nullable() }).nullable(),
  /** For reviewers only. */
  review: z
    .object({
      graduateId: z.number(),
      employer: z.object({
        uscc: z.string(),
        registered: z.boolean(),
        qualified: z.boolean(),
        qualifiedAt: instant.nullable(),
        /** The name that was certified with this code, when the form says another. */
        certifiedName: z.string().nullable(),
        /** What staff of this school found out, newest first; none: 未查询. */
        notes: z.array(z.object({ at: instant, checkedOn: z.string(), status: z.string(), text: z.string(), who: z.string() })),
        earlierAgreements: z.number(),
      }),
      comparison: z.array(
        z.object({
          key: z.string(),
          label: z.string(),
          isKey: z.boolean(),
          snapshot: z.string(),
          roster: z.string(),
          differs: z.boolean(),
        }),
      ),
      reported: z.array(section),
      /** 变更申请: whether this reviewer may file one, and the one that waits. */
      changeRequest: z.object({ mayFile: z.boolean(), open: z.number().nullable() }),
      reasons: z.array(z.string()),
      /** The fields that a return may name here, each with the sentence and the reason that are proposed. */
      returnable: z.array(z.object({ key: z.string(), label: z.string(), sentence: z.string(), reason: z.string().nullable() })),
      waiting: z.number(),
      /** What agrees and where one must look, each part with its place on the page. */
      line: z.array(
        z.object({ kind: z.enum(lineKinds), tone: z.enum(['ok', 'look']), words: z.string(), place: z.enum(reviewPlaces) }),
      ),
      /** What changed since the reader's level returned it, and what became of the fields that were named then. */
      sinceReturn: z
        .object({
          at: instant,
          changes: z.array(fieldChange),
          named: z.array(returnedField.extend({ changed: z.boolean() })),
        })
        .nullable(),
    })
    .nullable(),
});
export type CasePage = z.output<typeof casePage>;

export const listMyCases = route({
  method: 'GET',
  path: '/api/graduate/cases',
  permission: 'cases.own',
  summary: '登记记录',
  answer: z.object({ cards: z.array(graduateCard) }),
});
export const inviteGraduate = route({
  method: 'POST',
  path: '/api/invitations',
  permission: 'cases.invite',
  summary: '向毕业生发送签约邀请',
  body: invitationForm,
  answer: z.object({ ref: caseRef, respondBy: instant }),
});
export const getCase = route({
  method: 'GET',
  path: '/api/cases/{ref}',
  permission: 'cases.read',
  summary: '一项签约或去向的全部内容',
  params: z.object({ ref: caseRef }),
  answer: casePage,
});
export const actOnCase = route({
  method: 'POST',
  path: '/api/cases/{ref}/actions/{action}',
  permission: 'cases.act',
  summary: `办理：${personActions.map(action => actions[action].word).join('、')}`,
  params: z.object({ ref: caseRef, action: z.enum(personActions) }),
  body: z.object({
    /** The version that the person saw. */
    version: versionNumber,
    /** What the action's form asks for. */
    input: z.record(z.string(), z.unknown()).default({}),
  }),
  answer: casePage,
});
export const showDocument = route({
  method: 'GET',
  path: '/api/cases/{ref}/documents/{id}/shown',
  permission: 'cases.read',
  summary: '查看电子就业协议书（各页图片，上下相接）',
  medium: 'download',
  params: z.object({ ref: caseRef, id: numberParam }),
});
export const downloadDocument = route({
  method: 'GET',
  path: '/api/cases/{ref}/documents/{id}',
  permission: 'cases.read',
  summary: '下载电子就业协议书（PDF）',
  medium: 'download',
  params: z.object({ ref: caseRef, id: numberParam }),
});
