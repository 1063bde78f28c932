/** The SQL that writes a case and its history, with its values by name. */
import type { FlowName } from '#domain/flows/all.ts';
import type { Levels } from '#domain/roles.ts';
import { statement, type Transaction } from '#server/platform/postgres/postgres.ts';
import { labelColumns, labelSources } from './graduate-labels.ts';

const insert = statement<{ id: number; departmentId: number }>(
  'cases.insert',
  `insert into destination_case (school_id, graduate_id, cohort, department_id, flow, state, levels, holds, due_at, destination_type,
     employer_id, employer_name, uscc, job_title, validity_days, form_sealed, created_at, updated_at, signing_case_id, waits_at,
     submitted_at, contact_hash, ${labelColumns.join(', ')})
   select $1, g.id, $3, g.department_id, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17, $18, $19, $20,
     ${labelSources.join(', ')}
   from graduate g where g.school_id = $1 and g.id = $2 and g.lapsed_at is null for no key update of g
   returning id, department_id`,
);
interface InsertedCase {
  readonly schoolId: number;
  readonly graduateId: number;
  readonly cohort: number;
  readonly flow: FlowName;
  readonly state: string;
  readonly levels: Levels;
  readonly holds: boolean;
  readonly dueAt: Date | null;
  readonly destinationType: string;
  readonly employer: { readonly id: number | null; readonly name: string; readonly uscc: string };
  readonly jobTitle: string;
  readonly validityDays: number | null;
  readonly formSealed: Buffer;
  readonly now: Date;
  readonly signingCaseId: number | null;
  readonly waitsAt: string | null;
  readonly submittedAt: Date | null;
  readonly contactHash: Buffer | null;
}
/**
 * The graduate's own columns come from the roster row, which is locked until the commit: an import that comes later finds the case and
 * writes its own. No row for a graduate who is off the roster.
 */
export const insertCase = (tx: Transaction, row: InsertedCase): Promise<{ id: number; departmentId: number } | undefined> =>
  tx.first(insert, [
    row.schoolId,
    row.graduateId,
    row.cohort,
    row.flow,
    row.state,
    row.levels,
    row.holds,
    row.dueAt,
    row.destinationType,
    row.employer.id,
    row.employer.name,
    row.employer.uscc,
    row.jobTitle,
    row.validityDays,
    row.formSealed,
    row.now,
    row.signingCaseId,
    row.waitsAt,
    row.submittedAt,
    row.contactHash,
  ]);

const update = statement(
  'cases.update',
  `update destination_case
   set state = $5, levels = $6, holds = $7, due_at = $8, version = version + 1, history_seq = history_seq + 1,
     snapshot_sealed = coalesce($9, snapshot_sealed), agreement_number = coalesce($10, agreement_number),
     updated_at = $22, form_sealed = coalesce($12, form_sealed),
     contact_hash = case when $12::bytea is null then contact_hash else $23 end, employer_name = coalesce($13, employer_name), uscc = coalesce($14, uscc),
     job_title = coalesce($15, job_title), destination_type = coalesce($16, destination_type), is_explanation = coalesce($17, is_explanation),
     waits_at = $18, submitted_at = $19, draft_sealed = null, amended_from = $21, mark = coalesce($20, mark), marked_at = case when $20::text is null then marked_at else $11 end
   where school_id = $1 and id = $2 and state = $3 and version = $4`,
);
interface UpdatedCase {
  readonly schoolId: number;
  readonly id: number;
  /** As it was read: the row is written only where it still has both. */
  readonly from: { readonly state: string; readonly version: number };
  readonly state: string;
  readonly levels: Levels;
  readonly holds: boolean;
  readonly dueAt: Date | null;
  readonly now: Date;
  /** Since when it is in its state: its age, and its place in the queue. */
  readonly since: Date;
  readonly waitsAt: string | null;
  readonly submittedAt: Date | null;
  readonly destinationType: string;
  /** Null keeps what the row has, here and below. */
  readonly snapshotSealed: Buffer | null;
  readonly agreementNumber: string | null;
  readonly formSealed: Buffer | null;
  readonly employerName: string | null;
  readonly uscc: string | null;
  readonly jobTitle: string | null;
  readonly isExplanation: boolean | null;
  readonly mark: string | null;
  readonly amendedFrom: string | null;
  /** Of the form that is written; where none is, the row keeps its own. */
  readonly contactHash: Buffer | null;
}
/** Compare and set on state and version. Answers how many rows were written: one, or none. */
export const updateCase = (tx: Transaction, row: UpdatedCase): Promise<number> =>
  tx.execute(update, [
    row.schoolId,
    row.id,
    row.from.state,
    row.from.version,
    row.state,
    row.levels,
    row.holds,
    row.dueAt,
    row.snapshotSealed,
    row.agreementNumber,
    row.now,
    row.formSealed,
    row.employerName,
    row.uscc,
    row.jobTitle,
    row.destinationType,
    row.isExplanation,
    row.waitsAt,
    row.submittedAt,
    row.mark,
    row.amendedFrom,
    row.since,
    row.contactHash,
  ]);

const insertStep = statement(
  'cases.insert_history',
  `insert into case_history (school_id, case_id, seq, at, action, by_role, account_id, actor_name, levels, to_state, version,
     note_sealed, evidence_sealed)
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
);
interface InsertedStep {
  readonly schoolId: number;
  readonly caseId: number;
  readonly seq: number;
  readonly at: Date;
  readonly action: string;
  readonly byRole: string;
  readonly accountId: number | null;
  readonly actorName: string | null;
  readonly levels: Levels;
  readonly toState: string;
  readonly version: number;
  readonly noteSealed: Buffer | null;
  readonly evidenceSealed: Buffer | null;
}
export const insertHistory = (tx: Transaction, step: InsertedStep): Promise<number> =>
  tx.execute(insertStep, [
    step.schoolId,
    step.caseId,
    step.seq,
    step.at,
    step.action,
    step.byRole,
    step.accountId,
    step.actorName,
    step.levels,
    step.toState,
    step.version,
    step.noteSealed,
    step.evidenceSealed,
  ]);
