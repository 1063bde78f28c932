/** The SQL of requests, their steps and drafts. */
import type { Level } from '#domain/roles.ts';
import type { TransferKind } from '#domain/transfers/kinds.ts';
import { labelColumns, labelSources } from '#server/cases/index.ts';
import type { AuditObject } from '#server/platform/module.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { type Columns, scoped } from '#server/platform/scope/within.ts';
import { type GraduateRow, graduateColumns } from './store.ts';

export interface TransferRequestRow extends GraduateRow {
  readonly id: number;
  readonly kind: TransferKind;
  readonly action: 'register' | 'modify';
  readonly state: string;
  readonly levels: readonly Level[];
  readonly version: number;
  readonly contentSealed: Buffer;
  readonly explanationSealed: Buffer;
  readonly transferType: string;
  readonly submittedAt: Date;
  readonly updatedAt: Date;
}
const columns = `r.id, r.kind, r.action, r.state, r.levels, r.version, r.content_sealed, r.explanation_sealed, r.transfer_type,
  r.submitted_at, r.updated_at, ${graduateColumns},
  (select d.name from department d where d.school_id = g.school_id and d.id = g.department_id) as department_name`;
/** A graduate's own, and a reviewer's by the department that the graduate is in today. */
export const whose: Columns = { school: 'r.school_id', department: 'g.department_id', graduate: 'r.graduate_id' };
const one = (inside: string) => `select ${columns}
  from transfer_request r join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
  where r.id = $1 and r.kind = $2 and ${inside}`;
export const findRequest = scoped<TransferRequestRow>('archives.request', whose, 2, one);
/** The graduate's row too, and first: a row is locked in the order in which its tables are named. */
export const lockRequest = scoped<TransferRequestRow>(
  'archives.lock_request',
  whose,
  2,
  inside => `${one(inside)} for no key update of g, r`,
);

const insert = statement<{ id: number }>(
  'archives.insert_request',
  `insert into transfer_request (school_id, graduate_id, kind, action, state, waits_at, levels, content_sealed, explanation_sealed,
     transfer_type, submitted_at, updated_at, cohort, department_id, ${labelColumns.join(', ')})
   select g.school_id, g.id, $3, $4, $5, $6, $7, $8, $9, $10, $11, $11, g.cohort, g.department_id, ${labelSources.join(', ')}
   from graduate g where g.school_id = $1 and g.id = $2 returning id`,
);
interface NewRequest {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly kind: TransferKind;
  readonly action: TransferRequestRow['action'];
  readonly state: string;
  readonly waitsAt: Level | null;
  readonly levels: readonly Level[];
  readonly contentSealed: Buffer;
  readonly explanationSealed: Buffer;
  readonly transferType: string;
  readonly now: Date;
}
export const insertRequest = (tx: Transaction, row: NewRequest): Promise<{ id: number }> =>
  tx.one(insert, [
    row.schoolId,
    row.graduateId,
    row.kind,
    row.action,
    row.state,
    row.waitsAt,
    [...row.levels],
    row.contentSealed,
    row.explanationSealed,
    row.transferType,
    row.now,
  ]);

const update = statement(
  'archives.write_request',
  `update transfer_request set state = $5, waits_at = $6, content_sealed = coalesce($7, content_sealed),
     explanation_sealed = coalesce($8, explanation_sealed), transfer_type = coalesce($9, transfer_type), version = version + 1,
     updated_at = $10
   where school_id = $1 and id = $2 and version = $3 and state = $4`,
);
interface WrittenRequest {
  /** As it was read: the row is written only where it still has this state and version. */
  readonly from: Pick<TransferRequestRow, 'schoolId' | 'id' | 'version' | 'state'>;
  readonly state: string;
  readonly waitsAt: Level | null;
  /** This and the next two: null where they stay as they are. */
  readonly contentSealed: Buffer | null;
  readonly explanationSealed: Buffer | null;
  readonly transferType: string | null;
  readonly now: Date;
}
/** Answers how many rows were written. */
export const writeRequest = (tx: Transaction, { from, ...row }: WrittenRequest): Promise<number> =>
  tx.execute(update, [
    from.schoolId,
    from.id,
    from.version,
    from.state,
    row.state,
    row.waitsAt,
    row.contentSealed,
    row.explanationSealed,
    row.transferType,
    row.now,
  ]);
export const becomeModification = statement(
  'archives.become_modification',
  `update transfer_request set action = 'modify' where school_id = $1 and id = $2 and action = 'register'`,
);
/** Relies on transfer_request_one_open. */
export const hasOpenRequest = statement<{ id: number }>(
  'archives.open_request',
  'select id from transfer_request where school_id = $1 and graduate_id = $2 and kind = $3 and waits_at is not null',
);
/** Values: cohort, school and number of the last one seen, limit. Asked once a night. */
const waitingIn = (kind: TransferKind) =>
  statement<{ schoolId: number; id: number }>(
    `archives.${kind}_waiting_in`,
    `select school_id, id from transfer_request
     where kind = '${kind}' and waits_at is not null and cohort <= $1 and (school_id, id) > ($2, $3) order by school_id, id limit $4`,
  );
export const requestsWaitingIn = { archive: waitingIn('archive'), hukou: waitingIn('hukou') };
export const requestsOfGraduate = statement<TransferRequestRow>(
  'archives.requests_of_graduate',
  `select ${columns} from transfer_request r join graduate g on g.school_id = r.school_id and g.id = r.graduate_id
   where r.school_id = $1 and r.graduate_id = $2 and r.kind = $3 order by r.id desc limit 50`,
);

const insertHistory = statement(
  'archives.insert_step',
  `insert into transfer_request_history (school_id, request_id, seq, at, action, by_role, account_id, levels, to_state, note_sealed,
     content_sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
);
interface NewStep {
  /** The runner knows requests without a school too; the column refuses null. */
  readonly schoolId: number | null;
  readonly id: number;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly accountId: number | null;
  readonly levels: readonly Level[];
  readonly toState: string;
  readonly noteSealed: Buffer | null;
  /** What was asked before an edit or a correction. */
  readonly contentSealed: Buffer | null;
}
export const insertStep = (tx: Transaction, step: NewStep): Promise<number> =>
  tx.execute(insertHistory, [
    step.schoolId,
    step.id,
    step.seq,
    step.at,
    step.action,
    step.byRole,
    step.accountId,
    [...step.levels],
    step.toState,
    step.noteSealed,
    step.contentSealed,
  ]);
export interface StepRow {
  readonly requestId: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly who: string | null;
  readonly toState: string;
  readonly noteSealed: Buffer | null;
  readonly contentSealed: Buffer | null;
}
export const selectSteps = statement<StepRow>(
  'archives.steps',
  `select h.request_id, h.at, h.action, h.by_role, a.name as who, h.to_state, h.note_sealed, h.content_sealed
   from transfer_request_history h left join account a on a.id = h.account_id
   where h.school_id = $1 and h.request_id = any($2::bigint[]) order by h.request_id, h.seq`,
);

export interface DraftRow {
  readonly formSealed: Buffer;
  readonly fileIds: string[];
  readonly savedAt: Date;
}
export const findDraft = statement<DraftRow>(
  'archives.draft',
  'select form_sealed, file_ids, saved_at from transfer_draft where school_id = $1 and graduate_id = $2 and kind = $3',
);
export const writeDraft = statement(
  'archives.write_draft',
  `insert into transfer_draft (school_id, graduate_id, kind, form_sealed, file_ids, saved_at) values ($1, $2, $3, $4, $5, $6)
   on conflict (school_id, graduate_id, kind) do update
     set form_sealed = excluded.form_sealed, file_ids = excluded.file_ids, saved_at = excluded.saved_at`,
);
export const deleteDraft = statement(
  'archives.delete_draft',
  'delete from transfer_draft where school_id = $1 and graduate_id = $2 and kind = $3',
);

const auditNames = statement<{ id: number; name: string }>(
  'archives.audit_names',
  'select id, graduate_name as name from transfer_request where school_id = $1 and id = any($2::bigint[])',
);
/** In the log by the graduate's name; a look at the evidence too. */
export const transferRequestAudit: AuditObject = { kind: 'transfer-request', word: '档案、户口申请', names: auditNames };
