/** The cases of a job: the version that was seen of each, and what became of it. */
import type { FlowName } from '#domain/flows/all.ts';
import { caseColumnsOf } from '#server/cases/index.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { scoped } from '#server/platform/scope/within.ts';

export interface Chosen {
  readonly schoolId: number;
  readonly id: number;
  readonly version: number;
}
const insertCases = statement(
  'cases.job_insert',
  `insert into desk_job_case (job_id, row, school_id, case_id, version)
   select $1, chosen.row, chosen.school_id, chosen.case_id, chosen.version
   from unnest($2::bigint[], $3::bigint[], $4::int[]) with ordinality as chosen (school_id, case_id, version, row)`,
);
/** In the order in which they are to be done. */
export async function keepChosen(tx: Queryable, jobId: number, chosen: readonly Chosen[]): Promise<void> {
  const values = [chosen.map(one => one.schoolId), chosen.map(one => one.id), chosen.map(one => one.version)];
  await tx.execute(insertCases, [jobId, ...values]);
}

/** Cases with a step after the moment at which the list was seen, be it one that leaves them in their state. */
export const touchedSince = statement<{ id: number }>(
  'cases.touched_since',
  'select distinct case_id as id from case_history where school_id = $1 and case_id = any($2::bigint[]) and at > $3',
);

export interface ChosenRow extends Chosen {
  readonly row: number;
}
// desk_job_case_waiting
export const selectWaitingCases = statement<ChosenRow>(
  'cases.job_waiting',
  `select row, school_id, case_id as id, version from desk_job_case where job_id = $1 and outcome = 'waiting' order by row limit $2`,
);

export interface RowOutcome {
  readonly row: number;
  readonly code: string | null;
  readonly sentence: string | null;
}
const writeOutcomes = statement(
  'cases.job_outcomes',
  `update desk_job_case k set outcome = case when new.code is null then 'passed' else 'refused' end, code = new.code, sentence = new.sentence
   from unnest($2::int[], $3::text[], $4::text[]) as new (row, code, sentence)
   where k.job_id = $1 and k.row = new.row`,
);
export async function keepOutcomes(queryable: Queryable, jobId: number, outcomes: readonly RowOutcome[]): Promise<void> {
  const values = [outcomes.map(one => one.row), outcomes.map(one => one.code), outcomes.map(one => one.sentence)];
  await queryable.execute(writeOutcomes, [jobId, ...values]);
}

export interface OutcomeCounts {
  readonly waiting: number;
  readonly passed: number;
  readonly refused: number;
}
export const countOutcomes = statement<OutcomeCounts>(
  'cases.job_counts',
  `select count(*) filter (where outcome = 'waiting')::int as waiting, count(*) filter (where outcome = 'passed')::int as passed,
     count(*) filter (where outcome = 'refused')::int as refused from desk_job_case where job_id = $1`,
);

export interface CaseOutcomeRow extends ChosenRow {
  readonly outcome: 'waiting' | 'passed' | 'refused';
  readonly sentence: string | null;
  /** Null where the case is no longer within reach. */
  readonly flow: FlowName | null;
  readonly state: string | null;
  readonly graduateName: string | null;
  readonly studentNumber: string | null;
  readonly examNumber: string | null;
  readonly departmentName: string | null;
  readonly employerName: string | null;
}
const selectOutcomes = scoped<CaseOutcomeRow>(
  'cases.job_cases',
  caseColumnsOf,
  4,
  inside => `select k.row, k.school_id, k.case_id as id, k.version, k.outcome, k.sentence, c.flow, c.state, c.graduate_name, c.student_number,
     c.exam_number, c.employer_name, d.name as department_name
   from desk_job_case k
   left join destination_case c on c.school_id = k.school_id and c.id = k.case_id and ${inside}
   left join department d on d.school_id = c.school_id and d.id = c.department_id
   where k.job_id = $1 and ($2::text is null or k.outcome = $2) and k.row > $3
   order by k.row limit $4`,
);

export interface OutcomeWindow {
  readonly outcome?: CaseOutcomeRow['outcome'] | undefined;
  readonly after?: number;
  readonly limit: number;
}
/** The outcomes of a job, with as much of the cases as this scope reaches. */
export function outcomesOf(
  queryable: Queryable,
  jobId: number,
  scope: Scope,
  { outcome, after = 0, limit }: OutcomeWindow,
): Promise<CaseOutcomeRow[]> {
  return queryable.query(...selectOutcomes(scope, [jobId, outcome ?? null, after, limit]));
}
