import type { RegionTable } from '#domain/codes/regions.ts';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { CopyLines } from '#server/platform/postgres/copy.ts';
import type { InventedEmployer } from '../../demo/invented-employers.ts';

/** What is copied, in this order, and the columns that the rows are made of. */
export const tables = {
  person: 'id, document_hash, created_at',
  person_cohort: 'person_id, cohort, school_id',
  exam_number: 'hash, cohort, school_id',
  graduate: `school_id, id, cohort, exam_number, person_id, name, name_pinyin, document_type, document_number_sealed, document_hash,
    gender, ethnicity, political_status, education_level, major_code, major_name, department_id, class_name, student_number, study_years,
    enrolled_on, graduates_on, training_mode, origin_region, archive_transferred, hukou_transferred, phone_sealed, phone_hash, email,
    first_signed_in_at, basic_information_checked_at, confirmation, lapsed_at, created_at, updated_at, archive_state, archive_type,
    archive_since, hukou_state, hukou_type, hukou_since`,
  graduate_lapse: 'school_id, graduate_id, lapsed_at, reason',
  destination_case: `school_id, id, graduate_id, cohort, department_id, flow, state, levels, holds, due_at, version, history_seq,
    destination_type, employer_id, employer_name, uscc, job_title, validity_days, form_sealed, snapshot_sealed, agreement_number,
    created_at, updated_at, signing_case_id, frozen_at, graduate_name, graduate_pinyin, graduate_initials, student_number, exam_number,
    class_name, major_code, major_name, education_level, submitted_at, waits_at, mark, marked_at, contact_hash`,
  case_history: 'school_id, case_id, seq, at, action, by_role, actor_name, levels, to_state, version, note_sealed',
  registry_record: `school_id, graduate_id, part, source, content_sealed, destination_type, employer_name, uscc, origin_case_id,
    origin_version, note, reported_at`,
  registry_record_history: 'school_id, graduate_id, part, source, change, content_sealed, origin_case_id, at',
  transfer_record: `school_id, graduate_id, kind, state, version, content_sealed, transfer_type, province_code, source, source_name,
    request_id, case_id, note, updated_at`,
  transfer_record_history: `school_id, graduate_id, kind, version, at, change, content_sealed, source, source_name, request_id, case_id,
    by_role`,
  transfer_request: `school_id, id, graduate_id, kind, action, state, waits_at, levels, version, content_sealed, explanation_sealed,
    transfer_type, cohort, department_id, graduate_name, graduate_pinyin, graduate_initials, student_number, exam_number, class_name,
    major_code, major_name, education_level, submitted_at, updated_at`,
  transfer_request_history: 'school_id, request_id, seq, at, action, by_role, levels, to_state, note_sealed',
} as const;
export type TableName = keyof typeof tables;

export interface Making {
  readonly vault: Vault;
  readonly regions: RegionTable;
  readonly now: Date;
  /** Ids from here on are free: a graduate takes one, `casesPerGraduate` of cases, `requestsPerGraduate` of requests. */
  readonly base: { readonly person: number; readonly graduate: number; readonly case: number; readonly request: number };
  readonly employers: readonly (InventedEmployer & { readonly id: number })[];
}
export const casesPerGraduate = 6;
/** One of each kind. */
export const requestsPerGraduate = 2;
export type Batch = Readonly<Record<TableName, CopyLines>>;
