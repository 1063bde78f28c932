/**
 * The rows that a filter of the desk means, in one place: for the list, its total, downloads and batches. Every order is read from
 * an index and paged by keyset.
 */
import type { DeskFilter, DeskSort } from '#contract/parts/desk-filter.ts';
import { addDays, startOfBeijingDay } from '#domain/dates.ts';
import { type FlowName, unfinishedStates } from '#domain/flows/all.ts';
import type { Level } from '#domain/roles.ts';
import { nationalFrom } from '#domain/rules/employer-flag.ts';
import { labelSearch } from '#server/cases/index.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { narrowedTo, type SchoolScope } from '#server/platform/scope/scope.ts';
import { type Columns, type Put, valueList, within } from '#server/platform/scope/within.ts';

export interface DeskRow {
  readonly schoolId: number;
  readonly id: number;
  readonly graduateId: number;
  readonly cohort: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly version: number;
  readonly dueAt: Date | null;
  readonly destinationType: string;
  readonly employerName: string;
  readonly uscc: string;
  readonly jobTitle: string;
  readonly agreementNumber: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  readonly markedAt: Date | null;
  readonly graduateName: string;
  readonly studentNumber: string;
  readonly examNumber: string;
  readonly className: string;
  readonly majorCode: string;
  readonly majorName: string;
  readonly educationLevel: string;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly flagged: boolean;
}
const columns = `c.school_id, c.id, c.graduate_id, c.cohort, c.flow, c.state, c.version, c.due_at, c.destination_type, c.employer_name,
    c.uscc, c.job_title, c.agreement_number, c.created_at, c.submitted_at, c.updated_at, c.marked_at, c.graduate_name,
    c.graduate_pinyin, c.student_number, c.exam_number, c.class_name, c.major_code, c.major_name, c.education_level, c.department_id`;

/** Who looks: how far, and the level whose turn 待我处理 means. */
export interface DeskView {
  readonly scope: SchoolScope;
  readonly level: Level | undefined;
}
/** Where the last page ended. Texts are read from the row itself: no URL contains a person's name. */
export interface DeskCursor {
  readonly at: Date | undefined;
  readonly id: number;
}
export interface DeskWindow {
  readonly sort?: DeskSort | undefined;
  readonly cursor?: DeskCursor | undefined;
  readonly limit: number;
}

interface Order {
  readonly key: 'updated_at' | 'submitted_at' | 'graduate_pinyin' | 'employer_name';
  readonly descends: boolean;
}
const orders: Readonly<Record<DeskSort, Order>> = {
  updated: { key: 'updated_at', descends: true },
  submitted: { key: 'submitted_at', descends: true },
  name: { key: 'graduate_pinyin', descends: false },
  employer: { key: 'employer_name', descends: false },
};
/** What waits is served in the order in which it came. */
const orderOf = (filter: DeskFilter, sort: DeskSort = 'updated'): Order =>
  sort === 'updated' && filter.state === 'mine' ? { ...orders.updated, descends: false } : orders[sort];

function deskCursor(filter: DeskFilter, sort: DeskSort | undefined, row: DeskRow): string {
  const { key } = orderOf(filter, sort);
  return `${key === 'updated_at' ? row.updatedAt.getTime() : key === 'submitted_at' ? row.submittedAt.getTime() : ''}_${row.id}`;
}
const isTime = (key: Order['key']): key is 'updated_at' | 'submitted_at' => key === 'updated_at' || key === 'submitted_at';
export function parseDeskCursor(sort: DeskSort | undefined, text: string | undefined): DeskCursor | undefined {
  // No more digits than a Date and a safe integer take: anything else is a cursor of nobody's making.
  const [, at, id] = /^(\d{0,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  if (id === undefined || isTime(orders[sort ?? 'updated'].key) === (at === '')) return undefined;
  return { at: at ? new Date(Number(at)) : undefined, id: Number(id) };
}

const columnsOfCase: Columns = { school: 'c.school_id', department: 'c.department_id' };

/** A filter that no case can meet is not asked of the database: no department is left, or it is nobody's turn here. */
export function isEmpty({ scope, level }: DeskView, { department, state }: DeskFilter): boolean {
  const inside = narrowedTo(scope, department);
  return (inside.kind === 'department' && inside.departmentIds.length === 0) || (state === 'mine' && !level);
}

/** What holds of every row, whatever the order; the department apart, since each has an index of its own. */
function conditionsOf(view: DeskView, filter: DeskFilter, put: Put) {
  const base = [`c.school_id = ${put(view.scope.schoolId)}`, 'c.submitted_at is not null', 'c.frozen_at is null'];
  if (filter.flow) base.push(`c.flow = ${put(filter.flow)}`);
  const where: string[] = [];
  const equals = (column: string, value: unknown) => {
    if (value !== undefined && value !== '') where.push(`c.${column} = ${put(value)}`);
  };
  if (filter.state === 'mine') where.push(`c.waits_at = ${put(view.level ?? null)}`);
  else equals('state', filter.state === 'all' ? undefined : filter.state);
  equals('mark', filter.mark);
  equals('major_code', filter.major);
  equals('education_level', filter.level);
  equals('cohort', filter.cohort);
  equals('destination_type', filter.destination);
  if (filter.class) where.push(`c.class_name like ${put(likeAnywhere(filter.class))}`);
  if (filter.employer) {
    const { employer } = filter;
    where.push(`(c.employer_name like ${put(likeAnywhere(employer))} or c.uscc = ${put(employer.toUpperCase())})`);
  }
  if (filter.from) where.push(`c.submitted_at >= ${put(startOfBeijingDay(filter.from))}`);
  if (filter.to) where.push(`c.submitted_at < ${put(startOfBeijingDay(addDays(filter.to, 1)))}`);
  if (filter.flagged) where.push('c.uscc in (select uscc from flagged)');
  if (filter.duplicates) where.push(duplicated(put));
  return { base, where };
}

/** Another case of the graduate that is open or in force, or of the same employer; among terminations, of the same signing. */
const duplicated = (put: Put): string => `exists (
        select from destination_case o
        where o.school_id = c.school_id and o.graduate_id = c.graduate_id and o.id <> c.id and o.submitted_at is not null
          and o.signing_case_id is not distinct from c.signing_case_id
          and (o.flow || ' ' || o.state = any(${put(unfinishedStates)}::text[]) or (c.uscc <> '' and o.uscc = c.uscc)
            or o.employer_name = c.employer_name))`;

/** The parts of a statement over the rows of a filter: what comes before it, and the conditions. */
function partsOf(view: DeskView, filter: DeskFilter, put: Put) {
  const { base, where } = conditionsOf(view, filter, put);
  const school = put(view.scope.schoolId);
  const before = [
    // Few of them: read once, not once per row.
    `flagged as materialized (
      select uscc from flagged_employer where school_id = ${school}
      union select uscc from flagged_employer_count where schools >= ${nationalFrom})`,
  ];
  if (filter.q?.trim()) {
    // The names and numbers of the list from destination_case_by_name alone; the cases themselves of those found.
    before.push(
      `found as materialized (select c.id from destination_case c where ${[...base, labelSearch(filter.q, put)].join(' and ')})`,
    );
    where.push('c.id in (select id from found)');
  }
  return { before, where: [...base, ...where].join(' and '), school };
}

/** A page of a school's cases. In the order of the last change each department is an arm of its own, read from its index. */
export function deskPage(
  view: DeskView,
  filter: DeskFilter,
  window: DeskWindow,
): { statement: Statement<DeskRow>; values: unknown[] } {
  const { values, put } = valueList();
  const { key, descends } = orderOf(filter, window.sort);
  const { before, where, school } = partsOf(view, filter, put);
  const inside = narrowedTo(view.scope, filter.department);
  const direction = descends ? 'desc' : 'asc';
  const order = (alias: string) => `order by ${alias}.${key} ${direction}, ${alias}.id ${direction}`;
  const limit = put(window.limit);
  const after = window.cursor ? ` and (c.${key}, c.id) ${descends ? '<' : '>'} ${afterOf(window.cursor, key, school, put)}` : '';
  const arm = (whose: string) =>
    `(select ${columns} from destination_case c where ${where} and ${whose}${after} ${order('c')} limit ${limit})`;
  const arms =
    key === 'updated_at' && inside.kind === 'department' && !filter.q
      ? inside.departmentIds.map(department => arm(`c.department_id = ${put(department)}`))
      : [arm(within(inside, columnsOfCase, put))];
  const page =
    arms.length === 1 ? (arms[0] ?? '') : `(select * from (${arms.join('\n union all ')}) c ${order('c')} limit ${limit})`;
  const text = `with ${before.join(',\n ')},
    departments as materialized (select id, name from department where school_id = ${school}),
    page as materialized ${page}
    select page.*, d.name as department_name, page.uscc <> '' and page.uscc in (select uscc from flagged) as flagged
    from page join departments d on d.id = page.department_id ${order('page')}`;
  return { statement: unnamed<DeskRow>(text), values };
}

function afterOf({ at, id }: DeskCursor, key: Order['key'], school: string, put: Put): string {
  const last = put(id);
  if (isTime(key)) return `(${put(at ?? null)}::timestamptz, ${last}::bigint)`;
  return `((select l.${key} from destination_case l where l.school_id = ${school} and l.id = ${last}::bigint), ${last}::bigint)`;
}

/** How many rows a filter means, counted no further than the bound: `over` says that there are more. */
export async function countDeskRows(
  queryable: Queryable,
  view: DeskView,
  filter: DeskFilter,
  bound: number,
): Promise<{ total: number; over: boolean }> {
  if (isEmpty(view, filter)) return { total: 0, over: false };
  const inside = narrowedTo(view.scope, filter.department);
  const { values, put } = valueList();
  const { before, where } = partsOf(view, filter, put);
  const text = `with ${before.join(',\n ')}
    select count(*)::int as total from (select from destination_case c where ${where} and ${within(inside, columnsOfCase, put)} limit ${put(bound + 1)}) c`;
  const { total } = await queryable.one(unnamed<{ total: number }>(text), values);
  return { total: Math.min(total, bound), over: total > bound };
}

/** A page, and the cursor of the next one. */
export async function readDeskPage(queryable: Queryable, view: DeskView, filter: DeskFilter, window: DeskWindow) {
  if (isEmpty(view, filter)) return { rows: [], next: null };
  const { statement, values } = deskPage(view, filter, { ...window, limit: window.limit + 1 });
  const found = await queryable.query(statement, values);
  const rows = found.slice(0, window.limit);
  const last = found.length > window.limit ? rows.at(-1) : undefined;
  return { rows, next: last ? deskCursor(filter, window.sort, last) : null };
}
