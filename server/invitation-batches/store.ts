/** The SQL of sheets of invitations. */
import { z } from 'zod';
import { findInvitationColumn } from '#domain/forms/invitation-columns.ts';
import type { SheetCells } from '#domain/forms/invitation-sheet.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import { statement } from '#server/platform/postgres/postgres.ts';

export type BatchState = 'checked' | 'sending' | 'done';
export type RowOutcome = 'faulty' | 'ready' | 'sent' | 'refused';

/** A sheet, always together with the employer that it belongs to. */
export interface BatchPlace {
  readonly employerId: number;
  readonly batchId: number;
}

export const insertBatch = statement<{ id: number }>(
  'cases.insert_invitation_batch',
  `insert into invitation_batch (employer_id, account_id, file_name_sealed, headers, created_at) values ($1, $2, $3, $4, $5) returning id`,
);
/** All rows of a sheet in one statement. */
export const insertRows = statement(
  'cases.insert_invitation_rows',
  `insert into invitation_batch_row (employer_id, batch_id, row, cells_sealed, outcome, faults_sealed)
   select $1, $2, r.row, r.cells, case when r.faults is null then 'ready' else 'faulty' end, r.faults
   from unnest($3::integer[], $4::bytea[], $5::bytea[]) as r (row, cells, faults)`,
);

export interface BatchRow {
  readonly id: number;
  readonly accountId: number;
  readonly fileNameSealed: Buffer | null;
  readonly headers: readonly string[];
  readonly state: BatchState;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly uploadedBy: string;
  readonly ready: number;
  readonly faulty: number;
  readonly sent: number;
  readonly refused: number;
}
const counted = (outcome: RowOutcome) => `(count(*) filter (where r.outcome = '${outcome}'))::int as ${outcome}`;
const batches = (
  where: string,
) => `select b.id, b.account_id, b.file_name_sealed, b.headers, b.state, b.created_at, b.finished_at,
    a.name as uploaded_by, ${(['ready', 'faulty', 'sent', 'refused'] as const).map(counted).join(', ')}
  from invitation_batch b
  join account a on a.id = b.account_id
  left join invitation_batch_row r on r.employer_id = b.employer_id and r.batch_id = b.id
  where b.employer_id = $1${where}
  group by b.employer_id, b.id, a.name
  order by b.id desc limit 20`;
export const recentBatches = statement<BatchRow>('cases.invitation_batches', batches(''));
export const findBatch = statement<BatchRow>('cases.invitation_batch', batches(' and b.id = $2'));

export const beginSending = statement(
  'cases.begin_sending',
  `update invitation_batch set state = 'sending', started_at = $3 where employer_id = $1 and id = $2 and state = 'checked'`,
);
export const endSending = statement(
  'cases.end_sending',
  `update invitation_batch set state = 'done', finished_at = $3 where employer_id = $1 and id = $2 and state = 'sending'`,
);
export const removeBatch = statement(
  'cases.remove_invitation_batch',
  `delete from invitation_batch where employer_id = $1 and id = $2 and state = 'checked'`,
);

export interface SheetLine {
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly cellsSealed: Buffer;
  readonly faultsSealed: Buffer | null;
  readonly sentence: string | null;
  readonly schoolId: number | null;
  readonly caseId: number | null;
  readonly respondBy: Date | null;
}
const line =
  'select row, outcome, cells_sealed, faults_sealed, sentence, school_id, case_id, respond_by from invitation_batch_row';
export const linesAfter = statement<SheetLine>(
  'cases.invitation_rows',
  `${line} where employer_id = $1 and batch_id = $2 and row > $3 and ($4::text is null or outcome = $4) order by row limit $5`,
);
/** The next row that waits, with its sender if they may still act for the employer. */
export const nextReady = statement<{
  row: number;
  cellsSealed: Buffer;
  accountName: string | null;
  kind: 'employerAdmin' | 'employerStaff' | null;
}>(
  'cases.next_invitation_row',
  `select r.row, r.cells_sealed, a.name as account_name, a.kind
   from invitation_batch_row r
   join invitation_batch b on b.employer_id = r.employer_id and b.id = r.batch_id
   left join account a on a.id = b.account_id and a.employer_id = b.employer_id and a.disabled_at is null
   where r.employer_id = $1 and r.batch_id = $2 and r.outcome = 'ready' order by r.row limit 1`,
);
export const markSent = statement(
  'cases.mark_invitation_sent',
  `update invitation_batch_row set outcome = 'sent', school_id = $4, case_id = $5, respond_by = $6
   where employer_id = $1 and batch_id = $2 and row = $3 and outcome = 'ready'`,
);
export const markRefused = statement(
  'cases.mark_invitation_refused',
  `update invitation_batch_row set outcome = 'refused', sentence = $4
   where employer_id = $1 and batch_id = $2 and row = $3 and outcome = 'ready'`,
);

const cells = z.record(
  z.string(),
  z.object({ kind: z.enum(['text', 'number', 'date', 'boolean', 'formula', 'error', 'empty']), text: z.string() }),
);
export const openCells = (vault: Vault, { cellsSealed }: { readonly cellsSealed: Buffer }): SheetCells =>
  cells.parse(vault.openJson(cellsSealed));

/** The headers of the file, and what each was taken for. */
export const headersOf = ({ headers }: BatchRow) =>
  headers.map(header => ({ header, key: findInvitationColumn(header) ?? null }));
const faults = z.array(z.object({ column: z.string(), message: z.string() }));
export const openFaults = (vault: Vault, { faultsSealed }: SheetLine) =>
  faultsSealed ? faults.parse(vault.openJson(faultsSealed)) : [];
