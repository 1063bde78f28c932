import { statement } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';

export type JobState = 'waiting' | 'running' | 'done' | 'failed' | 'stopped';

export interface JobRow {
  readonly id: number;
  readonly kind: string;
  readonly title: string;
  readonly startedBy: string;
  readonly state: JobState;
  readonly total: number | null;
  readonly done: number;
  readonly refused: number;
  readonly why: string | null;
  readonly fileId: string | null;
  readonly fileName: string | null;
  readonly fileMediaType: string | null;
  readonly fileBytes: number | null;
  readonly hasCases: boolean;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly expiresAt: Date | null;
}
const columns = `j.id, j.kind, j.title, coalesce(a.name, '') as started_by, j.state, j.total, j.done, j.refused, j.why, j.file_id, j.file_name,
  j.file_media_type, j.file_bytes, j.created_at, j.finished_at, j.expires_at,
  exists (select from desk_job_case c where c.job_id = j.id) as has_cases`;
const from = 'from desk_job j left join account a on a.id = j.account_id';

/** A school's admin sees those of the school; departments do not see each other's. */
const whose: Columns = { school: 'j.school_id', account: 'j.account_id' };

// desk_job_of_account
export const selectOwn = statement<JobRow>(
  'desk-jobs.own',
  `select ${columns} ${from} where j.account_id = $1 and ($2::bigint is null or j.id < $2) order by j.id desc limit $3`,
);
// desk_job_of_school
export const selectOfSchool = scoped<JobRow>(
  'desk-jobs.of_school',
  whose,
  2,
  inside => `select ${columns} ${from} where ${inside} and ($1::bigint is null or j.id < $1) order by j.id desc limit $2`,
);
/** Values: number, account. */
export const selectVisible = scoped<JobRow>(
  'desk-jobs.visible',
  whose,
  2,
  inside => `select ${columns} ${from} where j.id = $1 and (${inside} or j.account_id = $2)`,
);
/** Values: number, account, now. */
export const stopOpen = scoped<unknown>(
  'desk-jobs.stop',
  whose,
  3,
  inside => `update desk_job j set state = 'stopped', updated_at = $3, finished_at = $3
   where j.id = $1 and (${inside} or j.account_id = $2) and j.state in ('waiting', 'running')`,
);

export const countOpen = statement<{ open: number }>(
  'desk-jobs.open',
  `select count(*)::int as open from desk_job where account_id = $1 and state in ('waiting', 'running')`,
);
export const insertJob = statement<{ id: number }>(
  'desk-jobs.insert',
  `insert into desk_job (school_id, employer_id, account_id, kind, title, parameters_sealed, total, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $8) returning id`,
);

export interface JobToDo {
  readonly kind: string;
  readonly schoolId: number | null;
  readonly employerId: number | null;
  readonly accountId: number;
  readonly parametersSealed: Buffer;
  readonly createdAt: Date;
}
/** A job that has failed runs again when the operator says so. */
export const begin = statement<JobToDo>(
  'desk-jobs.begin',
  `update desk_job set state = 'running', why = null, finished_at = null, started_at = coalesce(started_at, $2), updated_at = $2
   where id = $1 and state in ('waiting', 'running', 'failed')
   returning kind, school_id, employer_id, account_id, parameters_sealed, created_at`,
);
export const noteProgress = statement(
  'desk-jobs.progress',
  `update desk_job set done = $2, total = coalesce($3, total), refused = coalesce($4, refused), updated_at = $5
   where id = $1 and state = 'running'`,
);
export const finish = statement(
  'desk-jobs.finish',
  `update desk_job set state = 'done', done = $2::int, total = coalesce($3, $2::int), refused = coalesce($4, 0), file_id = $5, file_name = $6,
     file_media_type = $7, file_bytes = $8, updated_at = $9, finished_at = $9, expires_at = $10
   where id = $1 and state = 'running'`,
);
export const fail = statement(
  'desk-jobs.fail',
  `update desk_job set state = 'failed', why = $2, updated_at = $3, finished_at = $3 where id = $1 and state = 'running'`,
);
/** Between two tries nothing runs, and nothing is lost. */
export const setBack = statement(
  'desk-jobs.set_back',
  `update desk_job set state = 'waiting', updated_at = $2 where id = $1 and state = 'running'`,
);

export const selectFile = statement<{ fileId: string | null }>('desk-jobs.file', 'select file_id from desk_job where id = $1');

// desk_job_to_expire
export const selectExpired = statement<{ id: number; fileId: string }>(
  'desk-jobs.expired',
  'select id, file_id from desk_job where file_id is not null and expires_at <= $1 order by expires_at limit 500',
);
export const forgetFile = statement('desk-jobs.forget_file', 'update desk_job set file_id = null where id = $1 and file_id = $2');
// desk_job_age
export const forgetCases = statement(
  'desk-jobs.forget_cases',
  'delete from desk_job_case where job_id in (select id from desk_job where created_at < $1 and finished_at is not null)',
);
export const forgetJobs = statement(
  'desk-jobs.forget',
  'delete from desk_job where created_at < $1 and finished_at is not null and file_id is null',
);
