/** What an employer's desk lists: its cases over all schools, newest first. */
import { nothingInTheWay } from '#domain/facts.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { flowNamed } from '#domain/flows/all.ts';
import { statement } from '#server/platform/postgres.ts';
import type { ListRow } from './queries.ts';

export type EmployerRow = Omit<ListRow, 'studentNumber' | 'examNumber' | 'departmentName' | 'majorName' | 'documents'>;
/** Values: employer, state or null, cursor's moment and id or null, search pattern or null, limit, flow. Relies on destination_case_by_employer. */
export const employerPage = statement<EmployerRow>(
  'cases.of_employer',
  `with page as materialized (
     select c.school_id, c.id, c.flow, c.state, c.version, c.due_at, c.employer_name, c.uscc, c.job_title, c.destination_type,
       c.created_at, c.updated_at, c.graduate_name, c.frozen_at as lapsed_at
     from destination_case c
     where c.employer_id = $1 and c.flow = $7 and ($2::text is null or c.state = $2)
       and ($3::timestamptz is null or (c.updated_at, c.id) < ($3, $4::bigint))
       and ($5::text is null or c.job_title like $5 or c.graduate_name like $5)
     order by c.updated_at desc, c.id desc limit $6
   ),
   schools as materialized (select id, name from school where id in (select school_id from page))
   select page.*, s.name as school_name from page join schools s on s.id = page.school_id
   order by page.updated_at desc, page.id desc`,
);
export const employerCounts = statement<{ state: string; count: number }>(
  'cases.employer_counts',
  'select state, count(*)::int as count from destination_case where employer_id = $1 and flow = $2 group by state',
);

/** Whether an employer's row still has the button 撤回邀请: by the table, with the deadline as the only fact that a list knows. */
export function mayRecall(row: Pick<EmployerRow, 'flow' | 'state' | 'dueAt' | 'lapsedAt'>, now: Date): boolean {
  const facts = { ...nothingInTheWay(now), lapsed: row.lapsedAt !== null };
  const kase = { state: row.state, levels: [], dueAt: row.dueAt ?? undefined };
  return actionsFor(flowNamed(row.flow), kase, ['employer'], facts).some(
    ({ action, obstacle }) => action === 'recall' && !obstacle,
  );
}
