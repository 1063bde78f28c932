/**
 * 档案/户口信息: every graduate of a cohort with how their record is, department by department, in the order of exam numbers. Each state of
 * each department is one ordered read of graduate_by_…_state.
 */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { listTransferRecords, TransferRecordFilter } from '#contract/routes/desk-archives.ts';
import { type TransferKind, transferDetails } from '#domain/transfers/kinds.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { narrowedTo, type SchoolScope, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { type Put, valueList, within } from '#server/platform/scope/within.ts';
import { nameSearch } from '#server/roster/index.ts';
import { countOf, readCounters } from './read-counters.ts';
import { graduateInWords, stateOf, typeName } from './shapes.ts';
import { type GraduateRow, graduateColumns, type KeptState, ofGraduate } from './store.ts';

type Page = z.input<(typeof listTransferRecords)['answer']>;
export interface ListedRecord extends GraduateRow {
  readonly transferType: string | null;
  readonly since: Date | null;
}
const keptStates: readonly KeptState[] = ['unregistered', 'reviewing', 'registered', 'modifying'];
/** The counting ends here: a school has fewer. */
const most = 100_000;

const latest = statement<{ cohort: number | null }>(
  'archives.latest_cohort',
  'select max(cohort) as cohort from graduate where school_id = $1 and lapsed_at is null',
);
export async function cohortOf(queryable: Queryable, scope: SchoolScope, asked: number | undefined): Promise<number | null> {
  return asked ?? (await queryable.one(latest, [scope.schoolId])).cohort;
}

/** The states of the roster's row that a state of the list means; who lapsed is in a list of their own. */
export function keptOf(state: TransferRecordFilter['state']): readonly KeptState[] {
  if (state === undefined) return keptStates;
  if (state === 'lapsed') return [];
  return state === 'registered' ? ['registered', 'modifying'] : [state];
}

interface Narrowed {
  readonly filter: TransferRecordFilter;
  readonly cohort: number;
  readonly inside: SchoolScope;
}
/** What holds of every row, whatever its state and department. */
function conditionsOf(kind: TransferKind, { filter, cohort, inside }: Narrowed, put: Put): string[] {
  const { q, major, class: className, level, type } = filter;
  const where = [within(inside, ofGraduate, put), `g.cohort = ${put(cohort)}`, 'g.lapsed_at is null'];
  if (transferDetails[kind].needsHukou) where.push('g.hukou_transferred');
  if (major) where.push(`g.major_code = ${put(major)}`);
  if (className) where.push(`g.class_name like ${put(likeAnywhere(className))}`);
  if (level) where.push(`g.education_level = ${put(level)}`);
  if (type) where.push(`g.${kind}_type = ${put(type)}`);
  if (q) where.push(nameSearch(q, put));
  return where;
}

/** `department_exam number` of the last row that was shown. */
const cursorFrom = (text: string | undefined): readonly [number, string] | undefined => {
  const [, department, exam] = /^(\d{1,15})_([\w-]{1,40})$/.exec(text ?? '') ?? [];
  return exam === undefined ? undefined : [Number(department), exam];
};
const order = 'order by department_id, exam_number';

export function recordPage(
  kind: TransferKind,
  narrowed: Narrowed,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): { statement: Statement<ListedRecord>; values: unknown[] } | undefined {
  const { inside, filter } = narrowed;
  const { values, put } = valueList();
  const where = conditionsOf(kind, narrowed, put).join(' and ');
  const after = cursorFrom(cursor);
  const beyond = after ? ` and (g.department_id, g.exam_number) > (${put(after[0])}::bigint, ${put(after[1])})` : '';
  const [rows, school] = [put(limit), put(inside.schoolId)];
  const departments = inside.kind === 'department' ? inside.departmentIds : [undefined];
  const arms = departments.flatMap(department =>
    keptOf(filter.state).map(state => {
      const whose = department === undefined ? '' : ` and g.department_id = ${put(department)}`;
      return `(select ${graduateColumns}, g.${kind}_type as transfer_type, g.${kind}_since as since from graduate g
        where ${where} and g.${kind}_state = ${put(state)}${whose}${beyond} ${order} limit ${rows})`;
    }),
  );
  if (arms.length === 0) return undefined;
  const text = `with departments as materialized (select id, name from department where school_id = ${school}),
    page as materialized (select * from (${arms.join('\n union all ')}) g ${order} limit ${rows})
    select page.*, d.name as department_name from page join departments d on d.id = page.department_id
    order by page.department_id, page.exam_number`;
  return { statement: unnamed<ListedRecord>(text), values };
}

/** From the counters where the filter asks for nothing else than they count. */
export async function countRecords(queryable: Queryable, kind: TransferKind, narrowed: Narrowed): Promise<number> {
  const { filter, inside, cohort } = narrowed;
  const { q, class: className, type, state, major, level } = filter;
  const kept = keptOf(state);
  if (!q && !className && !type) {
    const cells = (await readCounters(queryable, kind, inside, cohort)).filter(
      cell => (!major || cell.majorCode === major) && (!level || cell.educationLevel === level),
    );
    return kept.reduce((sum, one) => sum + countOf(cells, one), 0);
  }
  const { values, put } = valueList();
  const where = conditionsOf(kind, narrowed, put).join(' and ');
  const states = put(kept);
  const text = `select count(*)::int as count from (select from graduate g
    where ${where} and g.${kind}_state = any(${states}::text[]) limit ${put(most + 1)}) g`;
  return (await queryable.one(unnamed<{ count: number }>(text), values)).count;
}

export async function listRecords(
  queryable: Queryable,
  kind: TransferKind,
  asked: Scope,
  { cursor, limit, ...filter }: Received<typeof listTransferRecords, 'query'>,
): Promise<Page> {
  const scope = schoolOf(asked);
  const cohort = await cohortOf(queryable, scope, filter.cohort);
  const empty = { rows: [], next: null, total: 0, over: false, cohort };
  if (cohort === null) return empty;
  const narrowed = { filter, cohort, inside: narrowedTo(scope, filter.department) };
  const page = recordPage(kind, narrowed, { cursor, limit: limit + 1 });
  if (!page) return empty;
  const [found, total] = await Promise.all([
    queryable.query(page.statement, page.values),
    countRecords(queryable, kind, narrowed),
  ]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(row => ({
      ...graduateInWords(row),
      ...stateOf(kind, row),
      transferType: typeName(kind, row.transferType),
      updatedAt: row.since,
    })),
    next: last ? `${last.departmentId}_${last.examNumber}` : null,
    total: Math.min(total, most),
    over: total > most,
    cohort,
  };
}
