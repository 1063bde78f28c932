/**
 * 登记确认情况列表: cohort by cohort, in the order of department and exam number. Each state is one ordered read of graduate_by_confirmation;
 * with a source, of graduate_by_reported_source. A department is a stretch of its own: where the department is fixed, the database merges
 * its states by exam number alone, and reads no more rows than are shown.
 */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { ConfirmationFilter, listConfirmations } from '#contract/routes/confirmation.ts';
import { type ConfirmationState, confirmationStates, confirmationWords } from '#domain/confirmation/states.ts';
import { type RecordSource, recordSources } from '#domain/reported/parts.ts';
import { graduateInWords } from '#server/archives/index.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { narrowedTo, type SchoolScope, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { type Put, valueList, within } from '#server/platform/scope/within.ts';
import { nameSearch } from '#server/roster/index.ts';
import { cohortsOf } from './cohorts.ts';

type Page = z.input<(typeof listConfirmations)['answer']>;
export interface ListedConfirmation {
  readonly graduateId: number;
  readonly name: string;
  readonly studentNumber: string | null;
  readonly examNumber: string;
  readonly cohort: number;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly majorName: string;
  readonly className: string | null;
  readonly educationLevel: string;
  readonly confirmation: ConfirmationState;
  readonly source: RecordSource | null;
  readonly since: Date | null;
}
const columns = `g.id as graduate_id, g.name, g.student_number, g.exam_number, g.cohort, g.department_id, g.major_name, g.class_name,
  g.education_level, g.confirmation, g.reported_source as source, g.confirmation_since as since`;
/** The counting ends here: a school has fewer. */
const most = 100_000;

/** What the list walks through one after the other: a cohort, or a department of it. */
interface Stretch {
  readonly cohort: number;
  readonly department: number | undefined;
}
interface Narrowed extends Stretch {
  readonly filter: ConfirmationFilter;
  readonly inside: SchoolScope;
}
const statesOf = ({ state }: ConfirmationFilter): readonly ConfirmationState[] => (state ? [state] : confirmationStates);

/** What holds of every row, whatever its state and department. */
function conditionsOf({ filter, cohort, department, inside }: Narrowed, put: Put): string {
  const { q, major, class: className, level, source } = filter;
  const where = [
    within(inside, { school: 'g.school_id', department: 'g.department_id' }, put),
    `g.cohort = ${put(cohort)}`,
    'g.lapsed_at is null',
  ];
  if (department !== undefined) where.push(`g.department_id = ${put(department)}`);
  if (source) where.push(`g.reported_source = ${put(source)}`);
  if (major) where.push(`g.major_code = ${put(major)}`);
  if (className) where.push(`g.class_name like ${put(likeAnywhere(className))}`);
  if (level) where.push(`g.education_level = ${put(level)}`);
  if (q) where.push(nameSearch(q, put));
  return where.join(' and ');
}

/** The last row that was shown, of its stretch. */
interface After {
  readonly departmentId: number;
  readonly examNumber: string;
}
const orders = {
  whole: { by: 'order by department_id, exam_number', after: '(g.department_id, g.exam_number) >' },
  department: { by: 'order by exam_number', after: 'g.exam_number >' },
} as const;

export function confirmationPage(
  narrowed: Narrowed,
  { after, limit }: { readonly after: After | undefined; readonly limit: number },
): { statement: Statement<ListedConfirmation>; values: unknown[] } {
  const { inside, filter, department } = narrowed;
  const { values, put } = valueList();
  const where = conditionsOf(narrowed, put);
  const order = orders[department === undefined ? 'whole' : 'department'];
  const place = (last: After) =>
    department === undefined ? `(${put(last.departmentId)}::bigint, ${put(last.examNumber)})` : put(last.examNumber);
  const beyond = after ? ` and ${order.after} ${place(after)}` : '';
  const [rows, school] = [put(limit), put(inside.schoolId)];
  const arms = statesOf(filter).map(
    state =>
      `(select ${columns} from graduate g where ${where} and g.confirmation = ${put(state)}${beyond} ${order.by} limit ${rows})`,
  );
  const text = `with departments as materialized (select id, name from department where school_id = ${school}),
    page as materialized (select * from (${arms.join('\n union all ')}) g ${order.by} limit ${rows})
    select page.*, d.name as department_name from page join departments d on d.id = page.department_id
    order by page.department_id, page.exam_number`;
  return { statement: unnamed<ListedConfirmation>(text), values };
}

async function countIn(queryable: Queryable, narrowed: Narrowed, bound: number): Promise<number> {
  const { values, put } = valueList();
  const where = conditionsOf(narrowed, put);
  const states = put(statesOf(narrowed.filter));
  const text = `select count(*)::int as count from (select from graduate g
    where ${where} and g.confirmation = any(${states}::text[]) limit ${put(bound + 1)}) g`;
  return (await queryable.one(unnamed<{ count: number }>(text), values)).count;
}

/** The list that a filter means, stretch by stretch. */
export interface Walk {
  readonly filter: ConfirmationFilter;
  readonly inside: SchoolScope;
  readonly stretches: readonly Stretch[];
}
export async function walkOf(queryable: Queryable, asked: Scope, filter: ConfirmationFilter, today: string): Promise<Walk> {
  const scope = schoolOf(asked);
  const inside = narrowedTo(scope, filter.department);
  const cohorts = filter.cohort === undefined ? await cohortsOf(queryable, scope, today) : [filter.cohort];
  const departments = inside.kind === 'department' ? [...inside.departmentIds].sort((a, b) => a - b) : [undefined];
  return { filter, inside, stretches: cohorts.flatMap(cohort => departments.map(department => ({ cohort, department }))) };
}
export async function countWalk(queryable: Queryable, { stretches, ...narrowed }: Walk, bound = most) {
  let total = 0;
  for (const stretch of stretches) if (total <= bound) total += await countIn(queryable, { ...narrowed, ...stretch }, bound);
  return { total: Math.min(total, bound), over: total > bound };
}

/** `cohort_department_exam number` of the last row that was shown. */
function cursorFrom(text: string | undefined): (After & { readonly cohort: number }) | undefined {
  const [, cohort, department, exam] = /^(\d{4})_(\d{1,15})_([\w-]{1,40})$/.exec(text ?? '') ?? [];
  return exam === undefined ? undefined : { cohort: Number(cohort), departmentId: Number(department), examNumber: exam };
}

/** Where a stretch begins: undefined when all of it has been shown. */
function startIn({ cohort, department }: Stretch, from: ReturnType<typeof cursorFrom>): { after: After | undefined } | undefined {
  if (!from || cohort < from.cohort) return { after: undefined };
  if (cohort > from.cohort) return undefined;
  if (department === undefined || department === from.departmentId) return { after: from };
  return department > from.departmentId ? { after: undefined } : undefined;
}

export async function listRows(
  queryable: Queryable,
  asked: Scope,
  today: string,
  { cursor, limit, ...filter }: Received<typeof listConfirmations, 'query'>,
): Promise<Page> {
  const walk = await walkOf(queryable, asked, filter, today);
  const from = cursorFrom(cursor);
  const found: ListedConfirmation[] = [];
  for (const stretch of walk.stretches) {
    const start = startIn(stretch, from);
    if (!start || found.length > limit) continue;
    const page = confirmationPage({ ...walk, ...stretch }, { ...start, limit: limit + 1 - found.length });
    found.push(...(await queryable.query(page.statement, page.values)));
  }
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(rowInWords),
    next: last ? `${last.cohort}_${last.departmentId}_${last.examNumber}` : null,
    ...(await countWalk(queryable, walk)),
  };
}

export const rowInWords = (row: ListedConfirmation): Page['rows'][number] => ({
  ...graduateInWords(row),
  ...{ state: row.confirmation, ...confirmationWords[row.confirmation], since: row.since },
  source: row.source ? recordSources[row.source] : null,
});
