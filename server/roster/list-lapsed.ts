/** 失效信息管理: who was taken off the roster, the latest first. */
import type { z } from 'zod';
import type { Received } from '#contract/parts/route.ts';
import type { listLapsed } from '#contract/routes/graduates.ts';
import type { Platform } from '#server/platform/platform.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { valueList, within } from '#server/platform/scope/within.ts';
import { takenOverBy } from './claims.ts';
import { nameSearch } from './name-search.ts';

type Page = z.input<(typeof listLapsed)['answer']>;
type Row = Omit<Page['rows'][number], 'text' | 'studentNumber' | 'takenOverBy'> & {
  readonly schoolId: number;
  readonly personId: number;
  readonly studentNumber: string | null;
  readonly textSealed: Buffer | null;
  readonly lapseId: number;
};

/** `milliseconds_id` of the last row that was shown; anything else begins anew. */
function cursorFrom(text: string | undefined): readonly [Date, number] | undefined {
  const [, time, id] = /^(\d{1,15})_(\d{1,15})$/.exec(text ?? '') ?? [];
  return time === undefined ? undefined : [new Date(Number(time)), Number(id)];
}

export async function lapsedPage(
  { database, vault }: Pick<Platform, 'database' | 'vault'>,
  scope: Scope,
  { q, cohort, department, cursor, limit }: Received<typeof listLapsed, 'query'>,
): Promise<Page> {
  const { values, put } = valueList();
  const conditions = [within(scope, { school: 'l.school_id', department: 'g.department_id' }, put), 'l.restored_at is null'];
  if (department !== undefined) conditions.push(`g.department_id = ${put(department)}`);
  if (cohort !== undefined) conditions.push(`g.cohort = ${put(cohort)}`);
  if (q) conditions.push(nameSearch(q, put));
  const from = `from graduate_lapse l join graduate g on g.school_id = l.school_id and g.id = l.graduate_id where ${conditions.join(' and ')}`;
  const counting = [...values];
  const after = cursorFrom(cursor);
  const beyond = after ? ` and (l.lapsed_at, l.id) < (${put(after[0])}, ${put(after[1])})` : '';
  const page = unnamed<Row>(
    `select page.*, coalesce(a.name, '') as who, d.name as department_name,
       (select count(*)::int from destination_case c
        where c.school_id = page.school_id and c.graduate_id = page.id and c.submitted_at is not null) as cases
     from (
       select l.school_id, l.id as lapse_id, l.lapsed_at, l.reason, l.text_sealed, l.account_id, g.id, g.person_id, g.name, g.student_number,
         g.exam_number, g.department_id, g.cohort
       ${from}${beyond} order by l.lapsed_at desc, l.id desc limit ${put(limit + 1)}
     ) page
     join department d on d.school_id = page.school_id and d.id = page.department_id
     left join account a on a.id = page.account_id
     order by page.lapsed_at desc, page.lapse_id desc`,
  );
  const [found, { count }] = await Promise.all([
    database.query(page, values),
    database.one(unnamed<{ count: number }>(`select count(*)::int as count ${from}`), counting),
  ]);
  const rows = found.slice(0, limit);
  const last = rows.at(-1);
  const taken = last ? await takenOverBy(database, vault, last.schoolId, rows) : new Map<number, string>();
  return {
    rows: rows.map(({ textSealed, studentNumber, ...row }) => ({
      ...row,
      takenOverBy: taken.get(row.id) ?? null,
      studentNumber: studentNumber ?? '',
      text: textSealed ? vault.open(textSealed) : '',
    })),
    next: last && found.length > limit ? `${last.lapsedAt.getTime()}_${last.lapseId}` : null,
    total: count,
  };
}
