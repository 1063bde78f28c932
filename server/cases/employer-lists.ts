/** What an employer's desk lists: its cases over all schools, newest first. */
import { nothingInTheWay } from '#domain/facts.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { statement } from '#server/platform/postgres.ts';
import { caseColumns, type ListRow, listed } from './queries.ts';

export const employerPage = statement<ListRow>(
  'cases.of_employer',
  `with page as (
     ${caseColumns}
     where c.employer_id = $1 and c.flow = $7 and ($2::text is null or c.state = $2)
       and ($3::timestamptz is null or (c.updated_at, c.id) < ($3, $4::bigint))
       and ($5::text is null or c.job_title like $5
         or exists (select from graduate f where f.school_id = c.school_id and f.id = c.graduate_id and f.name like $5))
     order by c.updated_at desc, c.id desc limit $6
   ) ${listed} order by page.updated_at desc, page.id desc`,
);
export const employerCounts = statement<{ state: string; count: number }>(
  'cases.employer_counts',
  'select state, count(*)::int as count from destination_case where employer_id = $1 and flow = $2 group by state',
);

/** Whether an employer's row still has the button 撤回邀请: by the table, with the deadline as the only fact that a list knows. */
export function mayRecall(row: ListRow, now: Date): boolean {
  const facts = { ...nothingInTheWay(now), lapsed: row.lapsedAt !== null };
  const kase = { state: row.state, levels: [], dueAt: row.dueAt ?? undefined };
  return actionsFor(flowNamed(row.flow), kase, ['employer'], facts).some(
    ({ action, obstacle }) => action === 'recall' && !obstacle,
  );
}
