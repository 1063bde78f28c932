import type { z } from 'zod';
import type { importRun } from '#contract/routes/roster.ts';
import { type Queryable, type Statement, statement } from '#server/platform/postgres.ts';
import { describeImportRefusal, isImportRefusal, type RefusalDetail } from './import-refusals.ts';
import type { ImportMode, ImportState } from './import-runs.ts';

/** A run as the contract takes it in from the server. */
export type ImportRun = z.input<typeof importRun>;

type Row = {
  id: number;
  fileName: string;
  cohort: number;
  mode: ImportMode;
  state: ImportState;
  refusal: string | null;
  refusalDetail: RefusalDetail | null;
  rowsRead: number;
  rowsWritten: number;
  rowsNew: number;
  rowsChanged: number;
  rowsSame: number;
  rowsRestored: number;
  rowsFaulty: number;
  refusedFileId: string | null;
  startedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
};

const columns = `run.id, run.file_name, run.cohort, run.mode, run.state, run.refusal, run.refusal_detail, run.rows_read, run.rows_written,
  run.rows_new, run.rows_changed, run.rows_same, run.rows_restored, run.rows_faulty, run.refused_file_id, run.created_at, run.finished_at,
  coalesce(account.name, '') as started_by`;

// import_run_recent
const selectRecent = statement<Row>(
  'roster.runs-recent',
  `select ${columns} from import_run as run left join account on account.id = run.account_id
   where run.school_id = $1 and ($2::bigint is null or run.account_id = $2) order by run.created_at desc, run.id desc limit 20`,
);

const selectOne: Statement<Row> = statement<Row>(
  'roster.run',
  `select ${columns} from import_run as run left join account on account.id = run.account_id
   where run.school_id = $1 and run.id = $2 and ($3::bigint is null or run.account_id = $3)`,
);

/** The school's last 20 imports, the latest first; with an account, those that it started. */
export async function listImportRuns(database: Queryable, schoolId: number, own: number | null = null): Promise<ImportRun[]> {
  return (await database.query(selectRecent, [schoolId, own])).map(toImportRun);
}

export async function findImportRun(
  database: Queryable,
  schoolId: number,
  runId: number,
  own: number | null = null,
): Promise<ImportRun | undefined> {
  const row = await database.first(selectOne, [schoolId, runId, own]);
  return row && toImportRun(row);
}

export type RefusedRowsFile = { fileId: string; name: string };

const selectRefusedRows = statement<RefusedRowsFile>(
  'roster.refused-rows',
  `select file.id as file_id, regexp_replace(run.file_name, '\\.xlsx$', '', 'i') || '-有误的行.xlsx' as name
   from import_run as run join stored_file as file
     on file.id = run.refused_file_id and file.school_id = run.school_id and file.purpose = 'roster-refused'
   where run.school_id = $1 and run.id = $2 and ($3::bigint is null or run.account_id = $3)`,
);

/** The xlsx of a run's faulty rows, when it had any. */
export function findRefusedRows(
  database: Queryable,
  schoolId: number,
  runId: number,
  own: number | null = null,
): Promise<RefusedRowsFile | undefined> {
  return database.first(selectRefusedRows, [schoolId, runId, own]);
}

export type CohortCount = { cohort: number; count: number };

// graduate_exam_number_unique
const selectCohorts = statement<CohortCount>(
  'roster.cohort-counts',
  `select cohort, count(*) filter (where lapsed_at is null) as count from graduate
   where school_id = $1 and ($2::bigint[] is null or department_id = any($2)) group by cohort order by cohort desc`,
);

/** How many graduates the roster has, by cohort; in these departments where only some are meant. */
export function countGraduates(
  database: Queryable,
  schoolId: number,
  departmentIds: readonly number[] | null = null,
): Promise<CohortCount[]> {
  return database.query(selectCohorts, [schoolId, departmentIds]);
}

const labels: Readonly<Record<ImportState, string>> = {
  waiting: '排队中',
  reading: '正在读取和检查',
  writing: '正在写入',
  done: '导入完成',
  refused: '文件未被接受',
};

function labelOf(row: Row): string {
  const heldBack = row.state === 'done' && row.mode === 'all-or-nothing' && row.rowsFaulty > 0;
  return heldBack ? '有误，未导入任何行' : labels[row.state];
}

function toImportRun(row: Row): ImportRun {
  const isRead = row.state === 'writing' || row.state === 'done';
  return {
    id: row.id,
    fileName: row.fileName,
    cohort: row.cohort,
    mode: row.mode,
    state: row.state,
    stateLabel: labelOf(row),
    rowsRead: row.rowsRead,
    rowsTotal: isRead ? row.rowsRead : null,
    counts: {
      added: row.rowsNew,
      changed: row.rowsChanged,
      same: row.rowsSame,
      restored: row.rowsRestored,
      faulty: row.rowsFaulty,
    },
    hasRefusedRows: row.refusedFileId !== null,
    why: row.refusal === null ? null : whyOf(row.refusal, row.refusalDetail),
    startedBy: row.startedBy,
    startedAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}

function whyOf(refusal: string, detail: RefusalDetail | null): string {
  return isImportRefusal(refusal) ? describeImportRefusal({ refused: refusal, detail: detail ?? {} }) : refusal;
}
