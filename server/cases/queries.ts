/** Reads for lists and counts. Every list pages by keyset on (updated_at, id); several states are one ordered limit each. */
import type { FlowName } from '#domain/flows/all.ts';
import type { Scope } from '#server/platform/http/actor.ts';
import { type Queryable, type Statement, statement, unnamed } from '#server/platform/postgres.ts';
import { refOf } from './read-case.ts';

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

/** Collects values as they are named: `$1`, `$2`, … */
function valueList() {
  const values: unknown[] = [];
  return { values, put: (value: unknown): string => `$${values.push(value)}` };
}
const likePattern = (text: string): string => `%${text.replace(/[\\%_]/g, '\\$&')}%`;

export const listed = `select page.*, g.name as graduate_name, g.student_number, g.exam_number, g.major_name, g.lapsed_at,
    d.name as department_name, s.name as school_name,
    (select count(*)::int from document o where o.school_id = page.school_id and o.case_id = page.id and o.state = 'ready') as documents
  from page
  join graduate g on g.school_id = page.school_id and g.id = page.graduate_id
  join department d on d.school_id = g.school_id and d.id = g.department_id
  join school s on s.id = page.school_id`;
export const caseColumns = `select c.school_id, c.id, c.graduate_id, c.flow, c.state, c.version, c.due_at, c.employer_name, c.uscc, c.job_title,
    c.destination_type, c.created_at, c.updated_at from destination_case c`;

/** The desk knows its school, and opens documents from the case. */
export type DeskRow = Omit<ListRow, 'schoolName' | 'documents'>;
const listedAtDesk = `select page.*, g.name as graduate_name, g.student_number, g.exam_number, g.major_name, g.lapsed_at, d.name as department_name
  from page
  join graduate g on g.school_id = page.school_id and g.id = page.graduate_id
  join departments d on d.id = g.department_id`;

export interface DeskFilter {
  readonly flow: FlowName;
  readonly states: readonly string[];
  /** What waits is served in the order in which it came; everything else is newest first. */
  readonly oldestFirst: boolean;
  readonly search?: string | undefined;
  readonly employer?: string | undefined;
  readonly departmentIds: readonly number[] | null;
  readonly cursor?: Cursor | undefined;
  readonly limit: number;
}

/** A page of a school's cases: an arm per state and department, each read from its index in order and cut off at the limit. */
export function deskPage(schoolId: number, filter: DeskFilter): { statement: Statement<DeskRow>; values: unknown[] } {
  const { values, put } = valueList();
  const direction = filter.oldestFirst ? 'asc' : 'desc';
  const order = (alias: string) => `order by ${alias}updated_at ${direction}, ${alias}id ${direction}`;
  const limit = put(filter.limit);
  const school = put(schoolId);
  const flow = put(filter.flow);
  const { cursor, search, employer } = filter;
  const after = cursor
    ? ` and (c.updated_at, c.id) ${filter.oldestFirst ? '>' : '<'} (${put(cursor.at)}::timestamptz, ${put(cursor.id)}::bigint)`
    : '';
  const byEmployer = employer ? ` and (c.employer_name like ${put(likePattern(employer))} or c.uscc = ${put(employer)})` : '';
  const needle = search ? put(likePattern(search)) : '';
  // The school's names are looked through once, not once per state and case.
  const found = search
    ? `found as materialized (select f.id from graduate f where f.school_id = ${school}
        and (f.name like ${needle} or f.student_number like ${needle} or f.exam_number like ${needle} or f.name_pinyin like lower(${needle}))), `
    : '';
  const bySearch = search ? ' and c.graduate_id in (select id from found)' : '';
  const arms = filter.states.flatMap(state =>
    (filter.departmentIds ?? [null]).map(department => {
      const inDepartment = department === null ? '' : ` and c.department_id = ${put(department)}`;
      return `(${caseColumns} where c.school_id = ${school} and c.flow = ${flow} and c.state = ${put(state)}${inDepartment}${after}${byEmployer}${bySearch}
        ${order('c.')} limit ${limit})`;
    }),
  );
  const page = `page as (select * from (${arms.join('\n union all\n ')}) c ${order('c.')} limit ${limit})`;
  // Read once: looked up row by row they would be a third of the pages that a list touches.
  const names = `departments as materialized (select id, name from department where school_id = ${school})`;
  return { statement: unnamed<DeskRow>(`with ${found}${names}, ${page} ${listedAtDesk} ${order('page.')}`), values };
}

export interface CountRow {
  readonly flow: FlowName;
  readonly state: string;
  readonly count: number;
}
/** From the counters, which change with the cases. */
export const selectCounts = statement<CountRow>(
  'cases.counts',
  `select flow, state, sum(count)::int as count from desk_counter
   where school_id = $1 and ($2::bigint[] is null or department_id = any($2)) group by flow, state having sum(count) <> 0`,
);

export interface CardRow extends ListRow {
  readonly levels: readonly ('department' | 'school')[];
  readonly holds: boolean;
  readonly signingCaseId: number | null;
}
export const graduateCards = statement<CardRow>(
  'cases.of_graduate',
  `with page as (
     select c.school_id, c.id, c.graduate_id, c.flow, c.state, c.version, c.due_at, c.employer_name, c.uscc, c.job_title,
       c.created_at, c.updated_at, c.levels, c.holds, c.signing_case_id
     from destination_case c where c.school_id = $1 and c.graduate_id = $2 order by c.id desc limit 100
   ) ${listed} order by page.holds desc, page.updated_at desc, page.id desc`,
);
export const historyOfCases = statement<{ caseId: number; at: Date; toState: string; noteSealed: Buffer | null }>(
  'cases.history_of_many',
  `select case_id, at, to_state, note_sealed from case_history where school_id = $1 and case_id = any($2::bigint[]) order by case_id, seq`,
);

/** By the code, so that signings on paper and before the registration count too. Relies on destination_case_by_uscc. */
export const countEarlierAgreements = statement<{ count: number }>(
  'cases.earlier_agreements',
  `select count(*)::int as count from destination_case
   where school_id = $1 and uscc = $2 and uscc <> '' and id <> $3 and agreement_number is not null`,
);

/** The next case that waits for this reviewer after the one on the screen, else the oldest, and how many wait. */
export async function nextWaiting(
  queryable: Queryable,
  scope: Scope,
  current: { readonly schoolId: number; readonly id: number; readonly flow: FlowName; readonly updatedAt: Date },
  states: readonly string[],
): Promise<{ ref: string | null; waiting: number }> {
  const { schoolId, id, flow, updatedAt } = current;
  const pairs = states.flatMap(state => (scope.departmentIds ?? [null]).map(department => ({ state, department })));
  const [firsts, counts] = await Promise.all([
    Promise.all(
      pairs.map(({ state, department }) => {
        const where = [schoolId, flow, state, ...(department === null ? [] : [department])];
        return queryable.query(department === null ? nextInSchool : nextInDepartment, [id, updatedAt, ...where]);
      }),
    ),
    queryable.query(selectCounts, [schoolId, scope.departmentIds]),
  ]);
  const [next] = firsts
    .flat()
    .sort((a, b) => Number(a.isEarlier) - Number(b.isEarlier) || a.updatedAt.getTime() - b.updatedAt.getTime() || a.id - b.id);
  const waiting = counts
    .filter(row => row.flow === flow && states.includes(row.state))
    .reduce((sum, { count }) => sum + count, 0);
  return { ref: next ? refOf(next) : null, waiting };
}

interface NextRow {
  readonly schoolId: number;
  readonly id: number;
  readonly updatedAt: Date;
  readonly isEarlier: boolean;
}
/** The first after the present one and the first of all, from the index in its order. */
const nextIn = (whose: string): string => {
  const from = `from destination_case c where c.school_id = $3 and c.flow = $4 and c.state = $5${whose} and c.id <> $1`;
  const first = 'order by c.updated_at, c.id limit 1';
  return `(select c.school_id, c.id, c.updated_at, false as is_earlier ${from} and (c.updated_at, c.id) > ($2::timestamptz, $1::bigint) ${first})
    union all (select c.school_id, c.id, c.updated_at, true ${from} ${first})`;
};
const nextInSchool = statement<NextRow>('cases.next_in_school', nextIn(''));
const nextInDepartment = statement<NextRow>('cases.next_in_department', nextIn(' and c.department_id = $6'));

export const documentOf = statement<{ fileId: string; bytes: number; version: number; agreementNumber: string | null }>(
  'cases.document',
  `select o.file_id, o.bytes, o.version, c.agreement_number from document o
   join destination_case c on c.school_id = o.school_id and c.id = o.case_id
   where o.school_id = $1 and o.case_id = $2 and o.id = $3 and o.state = 'ready'`,
);
