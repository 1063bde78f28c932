/** Reads for pages, lists and counts. */
import type { DocumentKind } from '#domain/flow/effects.ts';
import { waitingFor } from '#domain/flow/steps.ts';
import { type FlowName, flowNamed } from '#domain/flows/all.ts';
import type { Level } from '#domain/roles.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import { isInSchool, type Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

export interface ListRow {
  readonly schoolId: number;
  readonly id: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly version: number;
  readonly dueAt: Date | null;
  readonly employerName: string;
  readonly uscc: string;
  readonly jobTitle: string;
  readonly destinationType: string;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly graduateName: string;
  readonly studentNumber: string | null;
  readonly examNumber: string;
  readonly departmentName: string;
  readonly schoolName: string;
  readonly majorName: string;
  readonly lapsedAt: Date | null;
  readonly documents: number;
}

/** Where the last page ended: `milliseconds_id`, with the school in lists that cross schools. */
export interface Cursor {
  readonly at: Date;
  readonly id: number;
}
export function parseCursor(text: string | undefined): Cursor | undefined {
  // No more digits than a Date and a safe integer take: anything else is a cursor of nobody's making.
  const [, at, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return at !== undefined && id !== undefined ? { at: new Date(Number(at)), id: Number(id) } : undefined;
}
export const cursorOf = ({ updatedAt, id }: Pick<ListRow, 'updatedAt' | 'id'>): string => `${updatedAt.getTime()}_${id}`;

const listed = `select page.*, g.name as graduate_name, g.student_number, g.exam_number, g.major_name, g.lapsed_at,
    d.name as department_name, s.name as school_name,
    (select count(*)::int from document o where o.school_id = page.school_id and o.case_id = page.id and o.state = 'ready') as documents
  from page
  join graduate g on g.school_id = page.school_id and g.id = page.graduate_id
  join department d on d.school_id = g.school_id and d.id = g.department_id
  join school s on s.id = page.school_id`;
export interface CountRow {
  readonly flow: FlowName;
  readonly state: string;
  readonly count: number;
}
/** From the counters, which change with the cases. Values: cohort, type of destination; null means each. */
export const selectCounts = scoped<CountRow>(
  'cases.counts',
  { school: 'school_id', department: 'department_id' },
  2,
  inside => `select flow, state, sum(count)::int as count from desk_counter
   where ${inside} and ($1::int is null or cohort = $1) and ($2::text is null or destination_type = $2)
   group by flow, state having sum(count) <> 0`,
);
export const selectCohorts = statement<{ cohort: number }>(
  'cases.cohorts',
  'select distinct cohort from desk_counter where school_id = $1 and count > 0 order by cohort desc',
);

export interface CardRow extends ListRow {
  readonly levels: readonly ('department' | 'school')[];
  readonly holds: boolean;
  readonly version: number;
  readonly signingCaseId: number | null;
}
/**
 * Values: school, graduate, the states of drafts, the states that leave no trace. A draft into which nothing was typed or uploaded is none:
 * somebody has only looked.
 */
export const graduateCards = statement<CardRow>(
  'cases.of_graduate',
  `with page as (
     select c.school_id, c.id, c.graduate_id, c.flow, c.state, c.version, c.due_at, c.employer_name, c.uscc, c.job_title,
       c.created_at, c.updated_at, c.levels, c.holds, c.signing_case_id, c.destination_type
     from destination_case c where c.school_id = $1 and c.graduate_id = $2 and c.state <> all($4)
       and not (c.state = any($3) and c.version = 1 and c.signing_case_id is null and not exists (select from case_file f
         where f.school_id = c.school_id and f.case_id = c.id and f.removed_at is null))
     order by c.id desc limit 100
   ) ${listed} order by page.holds desc, page.updated_at desc, page.id desc`,
);
interface PastStepRow {
  readonly caseId: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
}
export const historyOfCases = statement<PastStepRow>(
  'cases.history_of_many',
  `select case_id, at, action, by_role, to_state, note_sealed from case_history where school_id = $1 and case_id = any($2::bigint[]) order by case_id, seq`,
);

/** By the code, so that signings on paper and before the registration count too. Relies on destination_case_by_uscc. */
export const countEarlierAgreements = statement<{ count: number }>(
  'cases.earlier_agreements',
  `select count(*)::int as count from destination_case
   where school_id = $1 and uscc = $2 and uscc <> '' and id <> $3 and agreement_number is not null`,
);

/** How many cases of a flow wait for this reviewer. */
export async function countWaiting(
  queryable: Queryable,
  scope: Scope,
  flow: FlowName,
  level: Level | undefined,
): Promise<number> {
  if (!level || !isInSchool(scope)) return 0;
  const states = waitingFor(flowNamed(flow), [level]);
  const counts = await queryable.query(...selectCounts(scope, [null, null]));
  return counts.filter(row => row.flow === flow && states.includes(row.state)).reduce((sum, { count }) => sum + count, 0);
}

export const documentOf = statement<{
  fileId: string;
  bytes: number;
  kind: DocumentKind;
  version: number;
  agreementNumber: string | null;
}>(
  'cases.document',
  `select o.file_id, o.bytes, o.kind, o.version, c.agreement_number from document o
   join destination_case c on c.school_id = o.school_id and c.id = o.case_id
   where o.school_id = $1 and o.case_id = $2 and o.id = $3 and o.state = 'ready'`,
);
