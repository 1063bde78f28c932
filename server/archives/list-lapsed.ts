/** 失效信息管理: who was taken off the roster with a record or a request, the latest first. */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { listLapsedTransfers } from '#contract/routes/desk-archives.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { type Queryable, unnamed } from '#server/platform/postgres/postgres.ts';
import { narrowedTo, type Scope, schoolOf } from '#server/platform/scope/scope.ts';
import { valueList, within } from '#server/platform/scope/within.ts';
import { nameSearch } from '#server/roster/index.ts';
import { graduateInWords } from './shapes.ts';
import { type GraduateRow, graduateColumns } from './store.ts';

type Page = z.input<(typeof listLapsedTransfers)['answer']>;
interface Row extends GraduateRow {
  readonly lapseId: number;
  readonly at: Date;
  readonly who: string;
  readonly reason: string;
  readonly hadRecord: boolean;
}
const cursorFrom = (text: string | undefined): readonly [Date, number] | undefined => {
  const [, time, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return time === undefined ? undefined : [new Date(Number(time)), Number(id)];
};

export async function listLapsed(
  queryable: Queryable,
  kind: TransferKind,
  asked: Scope,
  { q, cohort, department, cursor, limit }: Received<typeof listLapsedTransfers, 'query'>,
): Promise<Page> {
  const inside = narrowedTo(schoolOf(asked), department);
  const { values, put } = valueList();
  const whose = { school: 'l.school_id', department: 'g.department_id' };
  const ofKind = `school_id = g.school_id and graduate_id = g.id and kind = ${put(kind)}`;
  const conditions = [
    within(inside, whose, put),
    'l.restored_at is null',
    `(exists (select from transfer_record where ${ofKind}) or exists (select from transfer_request where ${ofKind}))`,
  ];
  if (cohort !== undefined) conditions.push(`g.cohort = ${put(cohort)}`);
  if (q) conditions.push(nameSearch(q, put));
  const from = `from graduate_lapse l join graduate g on g.school_id = l.school_id and g.id = l.graduate_id
    where ${conditions.join(' and ')}`;
  const counting = [...values];
  const after = cursorFrom(cursor);
  const beyond = after ? ` and (l.lapsed_at, l.id) < (${put(after[0])}::timestamptz, ${put(after[1])}::bigint)` : '';
  const page = unnamed<Row>(
    `select page.*, d.name as department_name, coalesce(a.name, '') as who,
       exists (select from transfer_record t where t.school_id = page.school_id and t.graduate_id = page.graduate_id
         and t.kind = ${put(kind)}) as had_record
     from (select ${graduateColumns}, l.id as lapse_id, l.lapsed_at as at, l.reason, l.account_id ${from}${beyond}
       order by l.lapsed_at desc, l.id desc limit ${put(limit + 1)}) page
     join department d on d.school_id = page.school_id and d.id = page.department_id
     left join account a on a.id = page.account_id
     order by page.at desc, page.lapse_id desc`,
  );
  const [found, { count }] = await Promise.all([
    queryable.query(page, values),
    queryable.one(unnamed<{ count: number }>(`select count(*)::int as count ${from}`), counting),
  ]);
  const rows = found.slice(0, limit);
  const last = found.length > limit ? rows.at(-1) : undefined;
  return {
    rows: rows.map(row => {
      const { at: lapsedAt, who, reason, hadRecord } = row;
      return { ...graduateInWords(row), lapsedAt, who, reason, had: hadRecord ? '已登记' : '审核中' };
    }),
    next: last ? `${last.at.getTime()}_${last.lapseId}` : null,
    total: count,
  };
}
