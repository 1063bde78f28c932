/** The roster, graduate by graduate: lists, details, edits, who is taken off it and who comes back. */
import { z } from 'zod';
import { flowNames } from '#domain/flows/all.ts';
import { reasonForm } from '#domain/forms/reason-form.ts';
import { cohortStates } from '#domain/rules/cohort-window.ts';
import { destinationFilters } from '#domain/statistics/destination-figures.ts';
import { route } from '../parts/route.ts';
import { caseRef, codeParam, instant, integerAtMost, numberParam, page, section, tone, versionNumber } from '../parts/shapes.ts';

const cohort = z.coerce.number().int().min(2000).max(2100);
const text = z.string().trim().max(60);

/** Everything a list of graduates can be narrowed by, but for its page. */
export const graduateFilter = z.object({
  cohort,
  /** Name, its pinyin or its initials, student number, exam number. */
  q: text.optional(),
  department: numberParam.optional(),
  /** Part of its name, or the start of its code. */
  majorName: text.optional(),
  className: text.optional(),
  level: codeParam.optional(),
  mode: codeParam.optional(),
  signedIn: z.enum(['yes', 'no']).optional(),
  /** Where they are with their destination, counted as the statistics count. */
  destination: z.enum(destinationFilters).optional(),
});
export type GraduateFilter = z.output<typeof graduateFilter>;

/** What a list of graduates may be sorted by, and then by exam number. */
export const graduateSorts = [
  'examNumber',
  'name',
  'studentNumber',
  'department',
  'major',
  'className',
  'level',
  'mode',
] as const;
export type GraduateSort = (typeof graduateSorts)[number];
/** With a minus in front: from the last to the first. */
export const graduateOrders = graduateSorts.flatMap(sort => [sort, `-${sort}`] as const);
/** A list as it is on the screen: what it is narrowed by, in its order. */
export const graduateListing = graduateFilter.extend({ sort: z.enum(graduateOrders).optional() });
export type GraduateListing = z.output<typeof graduateListing>;

const graduateRow = z.object({
  id: z.number(),
  name: z.string(),
  studentNumber: z.string(),
  examNumber: z.string(),
  departmentName: z.string(),
  major: z.string(),
  className: z.string(),
  educationLevel: z.string(),
  trainingMode: z.string(),
  signedIn: z.boolean(),
  /** The destination that they hold, if any. */
  destination: z.object({ label: z.string(), tone }).nullable(),
});

export const listGraduates = route({
  method: 'GET',
  path: '/api/graduates',
  permission: 'roster.read',
  summary: '学生名单',
  query: graduateListing.extend(page),
  answer: z.object({ rows: z.array(graduateRow), next: z.string().nullable(), total: z.number() }),
});

export const getRosterChoices = route({
  method: 'GET',
  path: '/api/graduates/choices',
  permission: 'roster.read',
  summary: '学生名单的筛选项：届别、院系',
  answer: z.object({
    cohorts: z.array(
      z.object({ cohort: z.number(), count: z.number(), state: z.enum(cohortStates), note: z.string().nullable() }),
    ),
    departments: z.array(z.object({ id: z.number(), name: z.string() })),
    deleteReasons: z.array(z.string()),
  }),
});

const idParam = z.object({ id: numberParam });
const change = z.object({ key: z.string(), label: z.string(), from: z.string(), to: z.string() });

export const getGraduate = route({
  method: 'GET',
  path: '/api/graduates/{id}',
  permission: 'roster.read',
  summary: '毕业生详细信息',
  params: idParam,
  answer: z.object({
    id: z.number(),
    name: z.string(),
    version: z.number(),
    cohort: z.number(),
    /** Why nothing can be done in this cohort any more. */
    cohortNote: z.string().nullable(),
    signedIn: z.boolean(),
    lapsed: z
      .object({ at: instant, who: z.string(), reason: z.string(), text: z.string(), takenOverBy: z.string().nullable() })
      .nullable(),
    sections: z.array(section),
    cases: z.array(
      z.object({
        ref: caseRef,
        flow: z.enum(flowNames),
        flowTitle: z.string(),
        /** Null while the graduate is off the roster. */
        state: z.string().nullable(),
        label: z.string(),
        tone,
        subject: z.string(),
        since: instant,
      }),
    ),
    history: z.array(z.object({ at: instant, what: z.string(), who: z.string(), changes: z.array(change) })),
    modeRequests: z.array(z.object({ ref: caseRef, label: z.string(), tone, to: z.string(), at: instant })),
    /** What is open to this account, and the sentence that closes what is not. */
    may: z.object({ edit: z.boolean(), lapse: z.boolean(), restore: z.boolean(), report: z.boolean(), requestMode: z.boolean() }),
    modeObstacle: z.string().nullable(),
  }),
});

export const getGraduateForm = route({
  method: 'GET',
  path: '/api/graduates/{id}/form',
  permission: 'roster.manage',
  summary: '毕业生信息的可修改内容',
  params: idParam,
  answer: z.object({
    version: z.number(),
    cohort: z.number(),
    /** By the roster's columns: codes, the department's name, six digits of a month. ID number and phone stay away. */
    values: z.record(z.string(), z.string()),
    /** How ID number and phone are shown. */
    masked: z.record(z.string(), z.string()),
    /** Columns that are not changed here, each with the sentence that says how. */
    locked: z.record(z.string(), z.string()),
  }),
});
export const editGraduate = route({
  method: 'PUT',
  path: '/api/graduates/{id}',
  permission: 'roster.manage',
  summary: '修改毕业生信息（逐项，带历史）',
  params: idParam,
  body: z.object({ version: versionNumber, fields: z.record(z.string().max(40), z.string().max(200)) }),
  answer: z.object({ version: z.number(), changed: z.number(), warnings: z.array(z.string()) }),
});

/** Graduates chosen one by one, or all that a filter finds. */
const chosen = z.union([
  z.object({ ids: z.array(z.number().int().positive()).min(1, '请选择毕业生').max(500) }),
  z.object({
    filter: graduateFilter.refine(({ cohort: _, ...narrowed }) => Object.values(narrowed).some(value => value !== undefined), {
      error: '请先设置筛选条件：不能一次删除整届毕业生',
    }),
  }),
]);
export const deleteGraduates = route({
  method: 'POST',
  path: '/api/graduates/deletions',
  permission: 'roster.manage',
  summary: '从学生名单中删除：一人、所选或筛选出的全部，立即失效',
  body: z.object({
    chosen,
    reason: reasonForm,
    /** Typed by the person who deletes: how many it will be. */
    count: z.number({ error: '请填写人数' }).int('请填写整数').positive('请填写人数').max(integerAtMost, '请填写人数'),
  }),
  answer: z.object({ deleted: z.number() }),
});
export const restoreGraduates = route({
  method: 'POST',
  path: '/api/graduates/restorations',
  permission: 'roster.manage',
  summary: '恢复失效的毕业生',
  body: z.object({ ids: z.array(z.number().int().positive()).min(1, '请选择毕业生').max(500) }),
  answer: z.object({ restored: z.number() }),
});
export const reportAgain = route({
  method: 'POST',
  path: '/api/graduates/{id}/report',
  permission: 'roster.manage',
  summary: '恢复网签数据：立即重新报送毕业去向',
  params: idParam,
  answer: z.object({ reported: z.boolean() }),
});

export const listLapsed = route({
  method: 'GET',
  path: '/api/graduates/lapsed',
  permission: 'roster.read',
  summary: '失效信息：从学生名单中删除的毕业生',
  query: z.object({
    q: text.optional(),
    cohort: cohort.optional(),
    department: numberParam.optional(),
    ...page,
  }),
  answer: z.object({
    rows: z.array(
      z.object({
        id: z.number(),
        name: z.string(),
        studentNumber: z.string(),
        examNumber: z.string(),
        departmentName: z.string(),
        cohort: z.number(),
        reason: z.string(),
        text: z.string(),
        who: z.string(),
        lapsedAt: instant,
        /** The school that uploaded them meanwhile: they cannot be restored. */
        takenOverBy: z.string().nullable(),
        cases: z.number(),
      }),
    ),
    next: z.string().nullable(),
    total: z.number(),
  }),
});
