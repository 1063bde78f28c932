/** The SQL of sheets of records. */
import type { TransferKind } from '#domain/transfers/kinds.ts';
import type { AuditObject } from '#server/platform/module.ts';
import { statement } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';
import type { RefusalDetail } from '#server/platform/sheets/refused-file.ts';

export type RowOutcome = 'added' | 'changed' | 'same' | 'faulty';
export type Phase = 'waiting' | 'reading' | 'writing' | 'done' | 'refused';

export const insertImport = statement<{ id: number }>(
  'archive-work.insert_import',
  `insert into transfer_import (school_id, kind, account_id, file_id, file_name_sealed, created_at) values ($1, $2, $3, $4, $5, $6) returning id`,
);
export const nameJob = statement(
  'archive-work.name_job',
  'update transfer_import set job_id = $3 where school_id = $1 and id = $2',
);
export interface ImportToDo {
  readonly kind: TransferKind;
  readonly fileId: string | null;
  readonly phase: Phase;
}
export const selectToDo = statement<ImportToDo>(
  'archive-work.import_to_do',
  'select kind, file_id, phase from transfer_import where school_id = $1 and id = $2',
);
export const notePhase = statement(
  'archive-work.note_phase',
  'update transfer_import set phase = $3, rows_read = $4 where school_id = $1 and id = $2',
);
export const endImport = statement(
  'archive-work.end_import',
  `update transfer_import set phase = case when $4::text is null then 'done' else 'refused' end, finished_at = $3, refusal = $4,
     refusal_detail = $5 where school_id = $1 and id = $2`,
);

/** What checked rows are copied into. */
export const rowTarget =
  'transfer_import_row (school_id, import_id, row, outcome, exam_number, name, graduate_id, content_sealed, faults_sealed)';
export const clearRows = statement(
  'archive-work.clear_rows',
  'delete from transfer_import_row where school_id = $1 and import_id = $2',
);
export const selectFaults = statement<{ row: number; faultsSealed: Buffer | null }>(
  'archive-work.faults',
  'select row, faults_sealed from transfer_import_row where school_id = $1 and import_id = $2 and row = any($3::int[])',
);
export const writeFaults = statement(
  'archive-work.write_faults',
  `update transfer_import_row r set outcome = 'faulty', faults_sealed = given.faults
   from unnest($3::int[], $4::bytea[]) as given (row, faults)
   where r.school_id = $1 and r.import_id = $2 and r.row = given.row`,
);
export interface RowToWrite {
  readonly row: number;
  readonly graduateId: number;
  readonly contentSealed: Buffer;
  readonly outcome: RowOutcome;
}
// transfer_import_row_to_write
export const selectToWrite = statement<RowToWrite>(
  'archive-work.to_write',
  `select row, graduate_id, content_sealed, outcome from transfer_import_row
   where school_id = $1 and import_id = $2 and outcome in ('added', 'changed') and not written order by row limit $3`,
);
export interface Locked {
  readonly graduateId: number;
  readonly personId: number;
  readonly cohort: number;
}
/** Those that are still on the roster and within reach, of cohorts that are not over, in the order of their ids. */
export const lockGraduates = scoped<Locked>(
  'archive-work.lock_graduates',
  { school: 'g.school_id', department: 'g.department_id' },
  2,
  inside => `select g.id as graduate_id, g.person_id, g.cohort from graduate g
   where ${inside} and g.id = any($1::bigint[]) and g.cohort > $2 and g.lapsed_at is null order by g.id for no key update`,
);
export const writeOutcomes = statement(
  'archive-work.write_outcomes',
  `update transfer_import_row r set outcome = given.outcome, written = true
   from unnest($3::int[], $4::text[]) as given (row, outcome)
   where r.school_id = $1 and r.import_id = $2 and r.row = given.row`,
);

export interface Counts {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
  readonly faulty: number;
  readonly written: number;
}
const counted = (outcome: RowOutcome) => `(count(*) filter (where outcome = '${outcome}'))`;
/** After rows were checked, and where one turned out otherwise when it was written. */
export const countRows = statement(
  'archive-work.count_rows',
  `update transfer_import i set (added, changed, same, faulty, written) = (
     select ${counted('added')}, ${counted('changed')}, ${counted('same')}, ${counted('faulty')},
       count(*) filter (where written and outcome in ('added', 'changed'))
     from transfer_import_row r where r.school_id = i.school_id and r.import_id = i.id)
   where i.school_id = $1 and i.id = $2`,
);
export const addWritten = statement(
  'archive-work.add_written',
  'update transfer_import set written = written + $3 where school_id = $1 and id = $2',
);
export const selectCounts = statement<Counts>(
  'archive-work.counts',
  'select added, changed, same, faulty, written from transfer_import where school_id = $1 and id = $2',
);

export interface ImportRow extends Counts {
  readonly schoolId: number;
  readonly id: number;
  readonly jobId: number;
  readonly fileId: string | null;
  readonly fileNameSealed: Buffer | null;
  readonly phase: Phase;
  readonly jobState: 'waiting' | 'running' | 'done' | 'failed' | 'stopped';
  readonly why: string | null;
  readonly refusal: string | null;
  readonly refusalDetail: RefusalDetail | null;
  readonly rowsRead: number;
  readonly startedBy: string;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}
const columns = `i.school_id, i.id, i.job_id, i.file_id, i.file_name_sealed, i.phase, coalesce(j.state, 'done') as job_state, j.why, i.refusal,
  i.refusal_detail, i.rows_read, coalesce(a.name, '') as started_by, i.created_at, coalesce(i.finished_at, j.finished_at) as finished_at,
  i.added, i.changed, i.same, i.faulty, i.written`;
const from = `from transfer_import i
   left join desk_job j on j.id = i.job_id
   left join account a on a.id = i.account_id`;
/** One's own; a school's admin sees those of the school. */
const whose: Columns = { school: 'i.school_id', account: 'i.account_id' };
// transfer_import_recent
export const selectImports = scoped<ImportRow>(
  'archive-work.imports',
  whose,
  2,
  inside => `select ${columns} ${from} where i.school_id = $1 and i.kind = $2 and ${inside} order by i.id desc limit 20`,
);
export const selectImport = scoped<ImportRow>(
  'archive-work.import',
  whose,
  3,
  inside => `select ${columns} ${from} where i.school_id = $1 and i.kind = $2 and i.id = $3 and ${inside}`,
);

export interface SheetLine {
  readonly row: number;
  readonly examNumber: string;
  readonly name: string;
  readonly outcome: RowOutcome;
  readonly faultsSealed: Buffer | null;
  readonly written: boolean;
}
/** The caller has found the import within its scope. */
export const linesAfter = statement<SheetLine>(
  'archive-work.lines',
  `select row, exam_number, name, outcome, faults_sealed, written from transfer_import_row
   where school_id = $1 and import_id = $2 and row > $3 and ($4::text is null or outcome = $4) order by row limit $5`,
);

const auditNames = statement<{ id: number; name: string }>(
  'archive-work.audit_names',
  `select id, to_char(created_at at time zone 'Asia/Shanghai', 'YYYY-MM-DD HH24:MI') as name
   from transfer_import where school_id = $1 and id = any($2::bigint[])`,
);
export const importAudit: AuditObject = { kind: 'transfer-import', word: '档案、户口批量导入', names: auditNames };
