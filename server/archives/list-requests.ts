/** 申请记录: what waits for me in the order in which it came, everything else the latest first. Each department is a read of its own. */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { listTransferRequests, TransferRequestFilter } from '#contract/routes/desk-archives.ts';
import { nameOf } from '#domain/codes/code-table.ts';
import { educationLevel } from '#domain/codes/education-level.ts';
import { type Level, levelOf, rolesOf } from '#domain/roles.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { labelSearch } from '#server/cases/index.ts';
import { likeAnywhere } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { narrowedTo, type SchoolScope, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { type Columns, type Put, valueList, within } from '#server/platform/scope/within.ts';
import { type SummarisedRow, summaryOf } from './shapes.ts';
import { placeIn } from './transfer-request-kind.ts';

type Page = z.input<(typeof listTransferRequests)['answer']>;
export interface ListedRequest extends SummarisedRow {
  readonly graduateId: number;
  readonly graduateName: string;
  readonly studentNumber: string;
  readonly examNumber: string;
  readonly cohort: number;
  readonly departmentName: string;
  readonly majorName: string;
  readonly className: string;
  readonly educationLevel: string;
}
const columns = `c.id, c.kind, c.action, c.state, c.version, c.transfer_type, c.submitted_at, c.updated_at, c.graduate_id, c.graduate_name,
  c.student_number, c.exam_number, c.cohort, c.major_name, c.class_name, c.education_level, c.department_id`;
const whose: Columns = { school: 'c.school_id', department: 'c.department_id' };
/** The counting ends here. */
const most = 10_000;

export interface RequestView {
  readonly kind: TransferKind;
  readonly inside: SchoolScope;
  readonly level: Level | undefined;
  readonly filter: TransferRequestFilter;
}

function conditionsOf({ kind, inside, level, filter }: RequestView, put: Put): string[] {
  const where = [`c.school_id = ${put(inside.schoolId)}`, `c.kind = ${put(kind)}`];
  const equals = (column: string, value: unknown) => {
    if (value !== undefined && value !== '') where.push(`c.${column} = ${put(value)}`);
  };
  if (filter.state === 'mine') where.push(`c.waits_at = ${put(level ?? null)}`);
  else equals('state', filter.state === 'all' ? undefined : filter.state);
  equals('action', filter.action);
  equals('cohort', filter.cohort);
  equals('major_code', filter.major);
  equals('education_level', filter.level);
  equals('transfer_type', filter.type);
  if (filter.class) where.push(`c.class_name like ${put(likeAnywhere(filter.class))}`);
  if (filter.q) where.push(labelSearch(filter.q, put));
  return where;
}

/** `milliseconds_id` of the last row that was shown. */
const cursorFrom = (text: string | undefined): readonly [Date, number] | undefined => {
  const [, time, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return time === undefined ? undefined : [new Date(Number(time)), Number(id)];
};

export function requestPage(
  view: RequestView,
  { cursor, limit }: { readonly cursor: string | undefined; readonly limit: number },
): { statement: Statement<ListedRequest>; values: unknown[] } | undefined {
  const { inside, filter } = view;
  const { values, put } = valueList();
  const where = conditionsOf(view, put).join(' and ');
  const ascends = filter.state === 'mine';
  const direction = ascends ? 'asc' : 'desc';
  const order = (alias: string) => `order by ${alias}.submitted_at ${direction}, ${alias}.id ${direction}`;
  const after = cursorFrom(cursor);
  const beyond = after
    ? ` and (c.submitted_at, c.id) ${ascends ? '>' : '<'} (${put(after[0])}::timestamptz, ${put(after[1])}::bigint)`
    : '';
  const [rows, school] = [put(limit), put(inside.schoolId)];
  const departments = inside.kind === 'department' ? inside.departmentIds : [undefined];
  const arms = departments.map(department => {
    const condition = department === undefined ? '' : ` and c.department_id = ${put(department)}`;
    return `(select ${columns} from transfer_request c where ${where}${condition}${beyond} ${order('c')} limit ${rows})`;
  });
  if (arms.length === 0) return undefined;
  const text = `with departments as materialized (select id, name from department where school_id = ${school}),
    page as materialized (select * from (${arms.join('\n union all ')}) c ${order('c')} limit ${rows})
    select page.*, d.name as department_name from page join departments d on d.id = page.department_id ${order('page')}`;
  return { statement: unnamed<ListedRequest>(text), values };
}

export async function countRequests(queryable: Queryable, view: RequestView): Promise<number> {
  const { values, put } = valueList();
  const where = [...conditionsOf(view, put), within(view.inside, whose, put)].join(' and ');
  const text = `select count(*)::int as count from (select from transfer_request c where ${where} limit ${put(most + 1)}) c`;
  return (await queryable.one(unnamed<{ count: number }>(text), values)).count;
}

export async function listRequests(
  queryable: Queryable,
  kind: TransferKind,
  { actor, scope }: { readonly actor: Actor; readonly scope: Scope },
  { cursor, limit, ...filter }: Received<typeof listTransferRequests, 'query'>,
): Promise<Page> {
  const level = levelOf(rolesOf(actor));
  const view = { kind, inside: narrowedTo(schoolOf(scope), filter.department), level, filter };
  const page = requestPage(view, { cursor, limit: limit + 1 });
  if (!page) return { rows: [], next: null, total: 0, over: false };
  const [found, total] = await Promise.all([queryable.query(page.statement, page.values), countRequests(queryable, view)]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(row => ({
      ...summaryOf(row),
      graduateId: row.graduateId,
      name: row.graduateName,
      studentNumber: row.studentNumber,
      examNumber: row.examNumber,
      cohort: row.cohort,
      departmentName: row.departmentName,
      major: row.majorName,
      className: row.className,
      educationLevel: nameOf(educationLevel, row.educationLevel) ?? row.educationLevel,
      mine: level !== undefined && placeIn(kind, row.state).waitsFor.includes(level),
    })),
    next: last ? `${last.submittedAt.getTime()}_${last.id}` : null,
    total: Math.min(total, most),
    over: total > most,
  };
}
