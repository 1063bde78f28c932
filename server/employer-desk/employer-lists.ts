/** What an employer's desk lists and counts: its cases over all schools. */
import { dayLength } from '#domain/dates.ts';
import { nothingInTheWay } from '#domain/facts.ts';
import { actionsFor } from '#domain/flow/decide.ts';
import { waitingFor } from '#domain/flow/steps.ts';
import { flowNamed, toneTo } from '#domain/flows/all.ts';
import type { Cursor, ListRow } from '#server/cases/index.ts';
import { likeAnywhere, likeFromStart } from '#server/platform/postgres/like.ts';
import { type Queryable, type Statement, statement } from '#server/platform/postgres/postgres.ts';

export type EmployerRow = Omit<ListRow, 'studentNumber' | 'examNumber' | 'departmentName' | 'majorName' | 'documents'> & {
  readonly agreementNumber: string | null;
};
/**
 * Newest first. Values: employer, state or null, cursor's moment and id or null, search pattern or null, limit, flow, the moment before
 * which an answer is due or null, pattern of letters or null, the account that began it or null, and for one school the school. Relies on
 * destination_case_by_employer.
 */
const pageOf = (name: string, more = '') =>
  statement<EmployerRow>(
    name,
    `with page as materialized (
     select c.school_id, c.id, c.flow, c.state, c.version, c.due_at, c.employer_name, c.uscc, c.job_title, c.destination_type,
       c.created_at, c.updated_at, c.graduate_name, c.frozen_at as lapsed_at, c.agreement_number
     from destination_case c
     where c.employer_id = $1 and c.flow = $7 and ($2::text is null or c.state = $2)
       and ($3::timestamptz is null or (c.updated_at, c.id) < ($3, $4::bigint))
       and ($5::text is null or c.job_title like $5 or c.graduate_name like $5 or c.agreement_number like $5
         or replace(c.graduate_pinyin, ' ', '') like $9 or c.graduate_initials like $9)
       and ($8::timestamptz is null or c.due_at <= $8)
       and ($10::bigint is null or exists (select from case_history h
         where h.school_id = c.school_id and h.case_id = c.id and h.seq = 1 and h.account_id = $10))${more}
     order by c.updated_at desc, c.id desc limit $6
   ),
   schools as materialized (select id, name from school where id in (select school_id from page))
   select page.*, s.name as school_name from page join schools s on s.id = page.school_id
   order by page.updated_at desc, page.id desc`,
  );
const ofAllSchools = pageOf('cases.of_employer');
const ofOneSchool = pageOf('cases.of_employer_at_school', ' and c.school_id = $11');

/** Relies on destination_case_employer_states: from the index alone, whatever the employer's size. */
export const employerCounts = statement<{ state: string; count: number }>(
  'cases.employer_counts',
  'select state, count(*)::int as count from destination_case where employer_id = $1 and flow = $2 group by state',
);

const countDue = statement<{ count: number }>(
  'cases.employer_due',
  'select count(*)::int as count from destination_case where employer_id = $1 and due_at > $2 and due_at <= $3',
);
const countUnsent = statement<{ count: number }>(
  'cases.employer_unsent',
  `select count(distinct b.id)::int as count from invitation_batch b
   join invitation_batch_row r on r.employer_id = b.employer_id and r.batch_id = b.id and r.outcome = 'ready'
   where b.employer_id = $1 and b.state = 'checked'`,
);

export const employerFlows = ['online-signing', 'online-termination'] as const;
type EmployerFlow = (typeof employerFlows)[number];

/** What ends within a day still wants a call to the graduate. */
export const soon = (now: Date): Date => new Date(now.getTime() + dayLength);

export interface EmployerFilter {
  readonly flow: EmployerFlow;
  readonly state?: string | undefined;
  readonly q?: string | undefined;
  readonly due?: 'soon' | undefined;
  readonly school?: number | undefined;
  readonly colleagueId?: number | undefined;
}
/** A page of an employer's cases: the statement and its values. */
export function employerPage(
  employerId: number,
  { flow, state, q, due, school, colleagueId }: EmployerFilter,
  { cursor, limit, now }: { readonly cursor: Cursor | undefined; readonly limit: number; readonly now: Date },
): [Statement<EmployerRow>, unknown[]] {
  const like = q ? likeAnywhere(q) : null;
  const typed = q?.normalize('NFKC').toLowerCase().replace(/[\s']/g, '') ?? '';
  const letters = /^[a-z]+$/.test(typed) ? likeFromStart(typed) : null;
  const values: unknown[] = [
    ...[employerId, state ?? null, cursor?.at ?? null, cursor?.id ?? null, like, limit, flow, due ? soon(now) : null],
    ...[letters, colleagueId ?? null],
  ];
  return school === undefined ? [ofAllSchools, values] : [ofOneSchool, [...values, school]];
}

// destination_case_by_employer
const schoolsOf = statement<{ id: number; name: string }>(
  'cases.employer_schools',
  `select id, name from school where id in (select school_id from destination_case where employer_id = $1 and flow = $2) order by name`,
);
const peopleOf = statement<{ id: number; name: string }>(
  'cases.employer_people',
  'select id, name from account where employer_id = $1 order by disabled_at is not null, id limit 500',
);
export async function employerFilters(queryable: Queryable, employerId: number, flow: EmployerFlow) {
  const [schools, people] = await Promise.all([
    queryable.query(schoolsOf, [employerId, flow]),
    queryable.query(peopleOf, [employerId]),
  ]);
  return { schools, people };
}

/** The states of an employer's cases in a flow, and which of them wait for the employer. */
export async function employerStates(queryable: Queryable, employerId: number, flow: EmployerFlow) {
  const counts = await queryable.query(employerCounts, [employerId, flow]);
  const mine = waitingFor(flowNamed(flow), ['employer']);
  return [...flowNamed(flow).places.values()].flatMap(({ id, label }) => {
    const tone = toneTo(['employer'], flow, id);
    const count = counts.find(({ state }) => state === id)?.count ?? 0;
    return count > 0 ? [{ state: id, label, tone, count, mine: mine.includes(id) }] : [];
  });
}

/** The employer's home: what waits for it, and how many cases are in which state. */
export async function employerHome(queryable: Queryable, employerId: number, now: Date) {
  const [signings, terminations, due, unsent] = await Promise.all([
    employerStates(queryable, employerId, 'online-signing'),
    employerStates(queryable, employerId, 'online-termination'),
    queryable.one(countDue, [employerId, now, soon(now)]),
    queryable.one(countUnsent, [employerId]),
  ]);
  return { signings, terminations, due: due.count, unsentSheets: unsent.count };
}

/** Whether an employer's row still has the button 撤回邀请: by the table, with the deadline as the only fact that a list knows. */
export function mayRecall(row: Pick<EmployerRow, 'flow' | 'state' | 'dueAt' | 'lapsedAt'>, now: Date): boolean {
  const facts = { ...nothingInTheWay(now), isLapsed: row.lapsedAt !== null };
  const kase = { state: row.state, levels: [], dueAt: row.dueAt ?? undefined };
  return actionsFor(flowNamed(row.flow), kase, ['employer'], facts).some(
    ({ action, obstacle }) => action === 'recall' && !obstacle,
  );
}
