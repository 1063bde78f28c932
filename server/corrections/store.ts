import { z } from 'zod';
import { fieldChange } from '#contract/routes/cases.ts';
import type { FlowName } from '#domain/flows/all.ts';
import { changeRequest } from '#domain/flows/change-request.ts';
import type { AuditObject } from '#server/platform/module.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';
import { sentFields } from './read-correction.ts';

/** What a department asks for: the fields as they should be, how that read on the day, and why. */
export const wanted = z.object({ fields: sentFields, changes: z.array(fieldChange), text: z.string() });

export interface RequestRow {
  readonly schoolId: number;
  readonly id: number;
  readonly caseId: number;
  readonly state: string;
  readonly version: number;
  readonly wantedSealed: Buffer;
  readonly fileIds: readonly number[];
  readonly filedBy: number;
  readonly filedByName: string;
  readonly filedAt: Date;
  readonly decidedByName: string | null;
  readonly endedAt: Date | null;
  readonly decisionSealed: Buffer | null;
}
export interface ListedRequest extends RequestRow {
  readonly flow: FlowName;
  readonly employerName: string;
  readonly graduateName: string;
  readonly departmentName: string;
}
const columns = `r.school_id, r.id, r.case_id, r.state, r.version, r.wanted_sealed, r.file_ids, r.filed_by, r.filed_by_name, r.filed_at,
  r.decided_by_name, r.ended_at, r.decision_sealed`;
const listed = `select ${columns}, c.flow, c.employer_name, g.name as graduate_name, d.name as department_name
  from change_request r
  join destination_case c on c.school_id = r.school_id and c.id = r.case_id
  join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
  join department d on d.school_id = c.school_id and d.id = c.department_id`;

export const insertRequest = statement<{ id: number }>(
  'corrections.insert_request',
  `insert into change_request (school_id, case_id, state, wanted_sealed, file_ids, filed_by, filed_by_name, filed_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8) returning id`,
);
/** Values: cohort, school and number of the last one seen, limit. Asked once a night. */
export const waitingIn = statement<{ schoolId: number; id: number }>(
  'corrections.waiting_in',
  `select r.school_id, r.id from change_request r
   join destination_case c on c.school_id = r.school_id and c.id = r.case_id
   where r.ended_at is null and c.cohort <= $1 and (r.school_id, r.id) > ($2, $3) order by r.school_id, r.id limit $4`,
);
/** The graduate, then the case, then the request: rows are locked in the order in which their tables are named. */
export const lockRequest = statement<RequestRow>(
  'corrections.lock_request',
  `select ${columns} from change_request r
   join destination_case c on c.school_id = r.school_id and c.id = r.case_id
   join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
   where r.school_id = $1 and r.id = $2 for no key update of g, c, r`,
);
export const decideRequest = statement(
  'corrections.decide_request',
  `update change_request set state = $4, version = version + 1, decided_by = $5, decided_by_name = $6, ended_at = $7, decision_sealed = $8
   where school_id = $1 and id = $2 and version = $3 and state = $9`,
);
const whose: Columns = { school: 'r.school_id', department: 'c.department_id' };
/** Value: the number. */
export const findRequest = scoped<ListedRequest>(
  'corrections.request',
  whose,
  1,
  inside => `${listed} where ${inside} and r.id = $1`,
);
const pageBy = (beyond: '<' | '>', direction: 'asc' | 'desc') => (inside: string) =>
  `${listed}
   where ${inside} and r.state = any($1) and ($2::timestamptz is null or (r.filed_at, r.id) ${beyond} ($2, $3::bigint))
   order by r.filed_at ${direction}, r.id ${direction} limit $4`;
/** By change_request_by_state. */
export const newestRequests = scoped<ListedRequest>('corrections.requests', whose, 4, pageBy('<', 'desc'));
/** What waits is served in the order in which it came. */
export const oldestRequests = scoped<ListedRequest>('corrections.requests_waiting', whose, 4, pageBy('>', 'asc'));
export const countRequests = scoped<{ state: string; count: number }>(
  'corrections.count_requests',
  whose,
  0,
  inside => `select r.state, count(*)::int as count from change_request r
   join destination_case c on c.school_id = r.school_id and c.id = r.case_id
   where ${inside} group by r.state`,
);
export const openRequestOf = statement<{ id: number }>(
  'corrections.open_request',
  'select id from change_request where school_id = $1 and case_id = $2 and ended_at is null',
);
/** What waits for the school. */
export const countOpenRequests = statement<{ count: number }>(
  'corrections.count_open_requests',
  'select count(*)::int as count from change_request where school_id = $1 and ended_at is null',
);

/** In the log by the graduate's and the employer's name. */
export const changeRequestAudit: AuditObject = {
  kind: 'change-request',
  word: changeRequest.title,
  names: statement(
    'corrections.request_names',
    `select r.id, g.name || case when c.employer_name = '' then '' else '，' || c.employer_name end as name from change_request r
     join destination_case c on c.school_id = r.school_id and c.id = r.case_id
     join graduate g on g.school_id = c.school_id and g.id = c.graduate_id
     where r.school_id = $1 and r.id = any($2::bigint[])`,
  ),
};
