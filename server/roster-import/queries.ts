import type { z } from 'zod';
import type { importRun } from '#contract/routes/roster.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { openFileName } from '#server/platform/files/file-name.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Scope } from '#server/platform/scope/scope.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';
import { describeSheetRefusal, isSheetRefusal, type RefusalDetail } from '#server/platform/sheets/refused-file.ts';
import type { ImportMode, ImportState } from './import-runs.ts';
import type { Warning } from './staging.ts';

/** A run as the contract takes it in from the server. */
export type ImportRun = z.input<typeof importRun>;

type Row = {
  id: number;
  fileNameSealed: Buffer | null;
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
  warnings: Warning[];
  startedBy: string;
  createdAt: Date;
  finishedAt: Date | null;
};

const columns = `run.id, run.file_name_sealed, run.cohort, run.mode, run.state, run.refusal, run.refusal_detail, run.rows_read, run.rows_written,
  run.rows_new, run.rows_changed, run.rows_same, run.rows_restored, run.rows_faulty, run.refused_file_id, run.warnings, run.created_at, run.finished_at,
  coalesce(account.name, '') as started_by`;

type Parts = Pick<Platform, 'database' | 'vault'>;

/** The imports of a school, or those that an account started. */
const whose: Columns = { school: 'run.school_id', account: 'run.account_id' };

// import_run_recent
const selectRecent = scoped<Row>(
  'roster-import.runs_recent',
  whose,
  1,
  inside => `select ${columns} from import_run as run left join account on account.id = run.account_id
   where run.school_id = $1 and ${inside} order by run.created_at desc, run.id desc limit 20`,
);

const selectOne = scoped<Row>(
  'roster-import.run',
  whose,
  2,
  inside => `select ${columns} from import_run as run left join account on account.id = run.account_id
   where run.school_id = $1 and run.id = $2 and ${inside}`,
);

/** The last 20 imports of a school within the scope, the latest first. */
export async function listImportRuns({ database, vault }: Parts, schoolId: number, scope: Scope): Promise<ImportRun[]> {
  return (await database.query(...selectRecent(scope, [schoolId]))).map(row => toImportRun(row, vault));
}

export async function findImportRun(
  { database, vault }: Parts,
  schoolId: number,
  runId: number,
  scope: Scope,
): Promise<ImportRun | undefined> {
  const row = await database.first(...selectOne(scope, [schoolId, runId]));
  return row && toImportRun(row, vault);
}

export type RefusedRowsFile = { fileId: string; name: string };

const selectRefusedRows = scoped<{ fileId: string; fileNameSealed: Buffer | null }>(
  'roster-import.refused_rows',
  whose,
  2,
  inside => `select file.id as file_id, run.file_name_sealed
   from import_run as run join stored_file as file
     on file.id = run.refused_file_id and file.school_id = run.school_id and file.purpose = 'roster-refused'
   where run.school_id = $1 and run.id = $2 and ${inside}`,
);

/** The xlsx of a run's faulty rows, when it had any. */
export async function findRefusedRows(
  { database, vault }: Parts,
  schoolId: number,
  runId: number,
  scope: Scope,
): Promise<RefusedRowsFile | undefined> {
  const row = await database.first(...selectRefusedRows(scope, [schoolId, runId]));
  if (!row) return undefined;
  const name = openFileName(vault, row.fileNameSealed).replace(/\.xlsx$/i, '');
  return { fileId: row.fileId, name: `${name}-有误的行.xlsx` };
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

function toImportRun(row: Row, vault: Vault): ImportRun {
  const isRead = row.state === 'writing' || row.state === 'done';
  return {
    id: row.id,
    fileName: openFileName(vault, row.fileNameSealed),
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
    warnings: row.warnings.map(warning => ({ ...warning, rows: [...warning.rows] })),
    hasRefusedRows: row.refusedFileId !== null,
    why: row.refusal === null ? null : whyOf(row.refusal, row.refusalDetail),
    startedBy: row.startedBy,
    startedAt: row.createdAt,
    finishedAt: row.finishedAt,
  };
}

function whyOf(refusal: string, detail: RefusalDetail | null): string {
  return isSheetRefusal(refusal) ? describeSheetRefusal({ refused: refusal, detail: detail ?? {} }) : refusal;
}
