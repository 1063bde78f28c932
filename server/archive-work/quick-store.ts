/** The SQL of quick reviews: what is looked through, the requests of a job, and what became of each. */
import { statement } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';

export interface Candidate {
  readonly schoolId: number;
  readonly id: number;
  readonly version: number;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
  readonly contentSealed: Buffer;
  readonly originRegion: string;
}
/** A request lists the department that its graduate is in. */
const whose: Columns = { school: 'r.school_id', department: 'r.department_id' };
/** Some of those that wait at a level, the oldest first. Values: kind, level, transfer type, the last one seen, limit. */
export const selectCandidates = scoped<Candidate>(
  'archive-work.candidates',
  whose,
  6,
  inside => `select r.school_id, r.id, r.version, r.submitted_at, r.updated_at, r.content_sealed, g.origin_region
   from transfer_request r join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
   where ${inside} and r.kind = $1 and r.waits_at = $2 and r.transfer_type = $3 and (r.submitted_at, r.id) > ($4::timestamptz, $5::bigint)
   order by r.submitted_at, r.id limit $6`,
);

export interface Chosen {
  readonly schoolId: number;
  readonly id: number;
  readonly version: number;
}
export const insertRequests = statement(
  'archive-work.job_insert',
  `insert into desk_job_request (job_id, row, school_id, request_id, version)
   select $1, chosen.row, chosen.school_id, chosen.request_id, chosen.version
   from unnest($2::bigint[], $3::bigint[], $4::int[]) with ordinality as chosen (school_id, request_id, version, row)`,
);
export const chosenValues = (jobId: number, chosen: readonly Chosen[]) => [
  jobId,
  chosen.map(({ schoolId }) => schoolId),
  chosen.map(({ id }) => id),
  chosen.map(({ version }) => version),
];

export interface RowToDo extends Chosen {
  readonly row: number;
}
// desk_job_request_waiting
export const selectWaiting = statement<RowToDo>(
  'archive-work.job_waiting',
  `select row, school_id, request_id as id, version from desk_job_request
   where job_id = $1 and outcome = 'waiting' order by row limit $2`,
);
export const writeRowOutcomes = statement(
  'archive-work.job_outcomes',
  `update desk_job_request k set outcome = case when given.code is null then 'passed' else 'refused' end, code = given.code,
     sentence = given.sentence
   from unnest($2::int[], $3::text[], $4::text[]) as given (row, code, sentence)
   where k.job_id = $1 and k.row = given.row`,
);
export const countOutcomes = statement<{ waiting: number; passed: number; refused: number }>(
  'archive-work.job_counts',
  `select count(*) filter (where outcome = 'waiting')::int as waiting, count(*) filter (where outcome = 'passed')::int as passed,
     count(*) filter (where outcome = 'refused')::int as refused from desk_job_request where job_id = $1`,
);

export interface OutcomeRow {
  readonly row: number;
  readonly requestId: number;
  readonly outcome: 'waiting' | 'passed' | 'refused';
  readonly sentence: string | null;
  /** Null where the request is no longer within reach. */
  readonly state: string | null;
  readonly graduateName: string | null;
  readonly studentNumber: string | null;
  readonly departmentName: string | null;
}
/** Values: job, outcome, the row before, limit. */
export const selectOutcomes = scoped<OutcomeRow>(
  'archive-work.job_requests',
  whose,
  4,
  inside => `select k.row, k.request_id, k.outcome, k.sentence, r.state, r.graduate_name, r.student_number, d.name as department_name
   from desk_job_request k
   left join transfer_request r on r.school_id = k.school_id and r.id = k.request_id and ${inside}
   left join department d on d.school_id = r.school_id and d.id = r.department_id
   where k.job_id = $1 and ($2::text is null or k.outcome = $2) and k.row > $3
   order by k.row limit $4`,
);
