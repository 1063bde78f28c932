/** Lists of the roster, by keyset: on the exam number within a cohort, which is unique there and has its index, and on what else they are sorted by. */

import { type GraduateFilter, type GraduateListing, type GraduateSort, graduateSorts } from '#contract/routes/graduates.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { trainingMode } from '#domain/codes/training-mode.ts';
import { type DestinationFilter, heldFor, statesInForce } from '#domain/statistics/destination-figures.ts';
import { likeAnywhere, likeFromStart } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { type Columns, type Put, valueList, within } from '#server/platform/scope/within.ts';
import { nameSearch } from './name-search.ts';

/** What tells whose a row of the roster is. */
export const rosterColumns: Columns = { school: 'g.school_id', department: 'g.department_id' };

export interface GraduateRow {
  readonly id: number;
  readonly name: string;
  readonly studentNumber: string | null;
  readonly examNumber: string;
  readonly departmentId: number;
  readonly departmentName: string;
  readonly majorName: string;
  readonly className: string | null;
  readonly educationLevel: string;
  readonly trainingMode: string;
  readonly signedIn: boolean;
}

interface Where {
  readonly text: string;
  readonly values: unknown[];
  readonly put: Put;
}

/**
 * By destination_case_one_hold. A page is walked in the order of exam numbers, with one look for each graduate until it is full: `offset 0`
 * keeps the planner from joining the whole school first. Who counts or takes everybody reads everybody anyway.
 */
function destinationIs(filter: DestinationFilter, put: Put, isPage: boolean): string {
  const held = heldFor(filter);
  const conditions = ['c.school_id = g.school_id', 'c.graduate_id = g.id', 'c.holds', 'c.signing_case_id is null'];
  if (held) {
    conditions.push(`${held.inForce ? '' : 'not '}(c.flow || ' ' || c.state = any(${put(statesInForce)}::text[]))`);
    if (held.types) conditions.push(`c.destination_type = any(${put(held.types)}::text[])`);
  }
  return `${held ? '' : 'not '}exists (select from destination_case c where ${conditions.join(' and ')}${isPage ? ' offset 0' : ''})`;
}

/** The conditions of a filter within a scope. Lapsed graduates are in a list of their own. */
export function whereOf(scope: Scope, filter: GraduateFilter, isPage = false): Where {
  const { values, put } = valueList();
  const conditions = [within(scope, rosterColumns, put), `g.cohort = ${put(filter.cohort)}`, 'g.lapsed_at is null'];
  const { q, department, majorName: major, className, level, mode, signedIn, destination } = filter;
  if (department !== undefined) conditions.push(`g.department_id = ${put(department)}`);
  if (major) {
    const [like, start] = [put(likeAnywhere(major)), put(likeFromStart(major))];
    conditions.push(`(g.major_name like ${like} or g.major_code like ${start})`);
  }
  if (className) conditions.push(`g.class_name like ${put(likeAnywhere(className))}`);
  if (level) conditions.push(`g.education_level = ${put(level)}`);
  if (mode) conditions.push(`g.training_mode = ${put(mode)}`);
  if (signedIn) conditions.push(`g.first_signed_in_at is ${signedIn === 'yes' ? 'not null' : 'null'}`);
  if (destination) conditions.push(destinationIs(destination, put, isPage));
  if (q) conditions.push(nameSearch(q, put));
  return { text: conditions.join(' and '), values, put };
}

const columns = `g.id, g.name, g.student_number, g.exam_number, g.department_id, d.name as department_name, g.major_name, g.class_name,
  g.education_level, g.training_mode, g.first_signed_in_at is not null as signed_in`;

/** All of them text. By name as it is spoken; by department and major as the school numbers them. */
const sortKeys: Readonly<Record<Exclude<GraduateSort, 'examNumber'>, string>> = {
  name: 'g.name_pinyin',
  studentNumber: "coalesce(g.student_number, '')",
  department: "lpad(g.department_id::text, 12, '0')",
  major: 'g.major_code',
  className: "coalesce(g.class_name, '')",
  level: 'g.education_level',
  mode: 'g.training_mode',
};

interface Order {
  /** Nothing where the exam number alone says it. */
  readonly key: string | undefined;
  readonly descends: boolean;
}
function orderOf(order: GraduateListing['sort'] = 'examNumber'): Order {
  const sort = graduateSorts.find(one => one === order || `-${one}` === order) ?? 'examNumber';
  return { key: sort === 'examNumber' ? undefined : sortKeys[sort], descends: order !== sort };
}

/**
 * A page after the graduate with this exam number, in the list's order. In that of exam numbers it is read from its index; in any other
 * the cohort is read and its best rows are kept (30,000 rows: some 40 ms).
 */
export function pageOf(
  scope: Scope,
  listing: GraduateListing,
  after: string,
  limit: number,
): [Statement<GraduateRow>, unknown[]] {
  const { text, values, put } = whereOf(scope, listing, true);
  const { key, descends } = orderOf(listing.sort);
  const [direction, beyond] = descends ? ['desc', '<'] : ['asc', '>'];
  const number = after && put(after);
  const keyThere = () => `(select ${key} from graduate g where g.school_id = ${put(schoolOf(scope).schoolId)}
    and g.cohort = ${put(listing.cohort)} and g.exam_number = ${number})`;
  const from = key
    ? `(${key}, g.exam_number) ${beyond} (${number && keyThere()}, ${number})`
    : `g.exam_number ${beyond} ${number}`;
  const statement = unnamed<GraduateRow>(
    `select ${columns} from graduate g join department d on d.school_id = g.school_id and d.id = g.department_id
     where ${text}${number && ` and ${from}`}
     order by ${key ? `${key} ${direction}, ` : ''}g.exam_number ${direction} limit ${put(limit)}`,
  );
  return [statement, values];
}

/** One page of a list, and where the next one begins. */
export async function graduatePage(
  queryable: Queryable,
  scope: Scope,
  listing: GraduateListing,
  { cursor = '', limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<{ readonly rows: readonly GraduateRow[]; readonly next: string | null }> {
  const [statement, values] = pageOf(scope, listing, cursor, limit + 1);
  const found = await queryable.query(statement, values);
  const rows = found.slice(0, limit);
  return { rows, next: found.length > limit ? (rows.at(-1)?.examNumber ?? null) : null };
}

/** Every row that a filter finds, page by page: what an export walks through. */
export async function* graduatePages(
  queryable: Queryable,
  scope: Scope,
  listing: GraduateListing,
  limit = 1000,
): AsyncGenerator<readonly GraduateRow[]> {
  let cursor: string | null = '';
  while (cursor !== null) {
    const { rows, next }: Awaited<ReturnType<typeof graduatePage>> = await graduatePage(queryable, scope, listing, {
      cursor,
      limit,
    });
    if (rows.length > 0) yield rows;
    cursor = next;
  }
}

export async function countFound(queryable: Queryable, scope: Scope, filter: GraduateFilter): Promise<number> {
  const { text, values } = whereOf(scope, filter);
  const statement = unnamed<{ count: number }>(`select count(*)::int as count from graduate g where ${text}`);
  return (await queryable.one(statement, values)).count;
}

/** A row in words, as a list shows it and a sheet holds it. */
export const inWords = (row: GraduateRow) => ({
  id: row.id,
  name: row.name,
  studentNumber: row.studentNumber ?? '',
  examNumber: row.examNumber,
  departmentName: row.departmentName,
  major: row.majorName,
  className: row.className ?? '',
  educationLevel: nameOf(educationLevel, row.educationLevel) ?? row.educationLevel,
  trainingMode: nameOf(trainingMode, row.trainingMode) ?? row.trainingMode,
  signedIn: row.signedIn,
});
