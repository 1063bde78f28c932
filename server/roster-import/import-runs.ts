import type { Vault } from '#server/platform/base/crypto.ts';
import { type Queryable, statement } from '#server/platform/postgres/postgres.ts';
import type { SchoolScope } from '#server/platform/scope/scope.ts';
import type { RefusedFile } from '#server/platform/sheets/refused-file.ts';
import type { Counts, RunKey, Warning } from './staging.ts';

export type ImportMode = 'valid-rows' | 'all-or-nothing';
export type ImportState = 'waiting' | 'reading' | 'writing' | 'done' | 'refused';

/** The channel of those who follow a run; the payload is `schoolId:runId`. */
export const importChannel = 'roster_import';

export async function tellFollowers(database: Queryable, { schoolId, runId }: RunKey): Promise<void> {
  await database.notify(importChannel, `${schoolId}:${runId}`);
}

export type NewRun = {
  schoolId: number;
  accountId: number;
  cohort: number;
  mode: ImportMode;
  fileId: string;
  fileName: string;
  now: Date;
};

const insert = statement<{ id: number }>(
  'roster-import.run_insert',
  `insert into import_run (school_id, cohort, mode, account_id, file_id, file_name_sealed, created_at, updated_at)
   values ($1, $2, $3, $4, $5, $6, $7, $7) returning id`,
);

export async function insertRun(transaction: Queryable, vault: Vault, run: NewRun): Promise<number> {
  const { schoolId, cohort, mode, accountId, fileId, fileName, now } = run;
  return (await transaction.one(insert, [schoolId, cohort, mode, accountId, fileId, vault.seal(fileName), now])).id;
}

export type RunToDo = {
  cohort: number;
  mode: ImportMode;
  accountId: number;
  fileId: string;
  state: ImportState;
  /** Whose rows may be taken in: as far as the person who started the run reaches today. */
  scope: SchoolScope;
};

const selectToDo = statement<Omit<RunToDo, 'scope'> & { isOfDepartment: boolean; departmentIds: readonly number[] }>(
  'roster-import.run_to_do',
  `select run.cohort, run.mode, run.account_id, run.file_id, run.state,
     coalesce(account.kind = 'department', false) as is_of_department,
     array(select own.department_id from account_department own
       where own.school_id = run.school_id and own.account_id = run.account_id) as department_ids
   from import_run as run left join account on account.id = run.account_id
   where run.school_id = $1 and run.id = $2`,
);

export async function getRunToDo(database: Queryable, { schoolId, runId }: RunKey): Promise<RunToDo> {
  const { isOfDepartment, departmentIds, ...run } = await database.one(selectToDo, [schoolId, runId]);
  return { ...run, scope: isOfDepartment ? { kind: 'department', schoolId, departmentIds } : { kind: 'school', schoolId } };
}

const begin = statement(
  'roster-import.run_begin',
  `update import_run set state = 'reading', started_at = coalesce(started_at, $3), updated_at = $3,
     rows_read = 0, rows_checked = 0, rows_written = 0
   where school_id = $1 and id = $2`,
);

/** A run starts, or starts over: its numbers begin at nothing. */
export async function beginRun(database: Queryable, place: RunKey, now: Date): Promise<void> {
  await database.execute(begin, [place.schoolId, place.runId, now]);
  await tellFollowers(database, place);
}

const progress = statement(
  'roster-import.run_progress',
  'update import_run set state = $3, rows_read = $4, rows_checked = $5, updated_at = $6 where school_id = $1 and id = $2',
);

export async function noteProgress(
  database: Queryable,
  place: RunKey,
  at: { state: ImportState; read: number; checked: number; now: Date },
): Promise<void> {
  await database.execute(progress, [place.schoolId, place.runId, at.state, at.read, at.checked, at.now]);
  await tellFollowers(database, place);
}

const refuse = statement(
  'roster-import.run_refuse',
  `update import_run set state = 'refused', refusal = $3, refusal_detail = $4, updated_at = $5, finished_at = $5
   where school_id = $1 and id = $2`,
);

/** The whole file is refused: nothing of it was taken in. */
export async function refuseRun(database: Queryable, place: RunKey, why: RefusedFile, now: Date): Promise<void> {
  await database.execute(refuse, [place.schoolId, place.runId, why.refused, JSON.stringify(why.detail ?? {}), now]);
  await tellFollowers(database, place);
}

const finish = statement(
  'roster-import.run_finish',
  `update import_run set state = 'done', rows_read = $3, rows_checked = $3, rows_written = $4, rows_new = $5, rows_changed = $6,
     rows_same = $7, rows_restored = $8, rows_faulty = $9, refused_file_id = $10, updated_at = $11, finished_at = $11,
     warnings = $12
   where school_id = $1 and id = $2`,
);

export type Outcome = { counts: Counts; warnings: readonly Warning[]; written: boolean; refusedFileId: string | null; now: Date };

export async function finishRun(
  transaction: Queryable,
  place: RunKey,
  { counts, warnings, written, refusedFileId, now }: Outcome,
): Promise<void> {
  const total = counts.new + counts.changed + counts.same + counts.faulty;
  const rowsWritten = written ? counts.new + counts.changed : 0;
  const numbers = [total, rowsWritten, counts.new, counts.changed, counts.same, counts.restored, counts.faulty];
  await transaction.execute(finish, [place.schoolId, place.runId, ...numbers, refusedFileId, now, JSON.stringify(warnings)]);
  await tellFollowers(transaction, place);
}
