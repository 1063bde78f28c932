/**
 * Where a table lies when the database is spread over several machines. On a single PostgreSQL all lie in one place, and the same
 * rules hold: placement.test.ts reads them from the catalogue.
 */
export type Placement =
  /** With its school: school_id is first in every key, and the tables of a school lie together. */
  | 'school'
  /** A copy on every machine: small, read by all, written seldom. */
  | 'everywhere'
  /** Once, on the machine that everybody connects to. */
  | 'coordinator';

const tables: Readonly<Record<Placement, readonly string[]>> = {
  school: [
    'account_import',
    'agreement_serial',
    'case_file',
    'case_history',
    'change_request',
    'code_generation',
    'confirmation_history',
    'desk_counter',
    'destination_case',
    'document',
    'employer_note_history',
    'flagged_employer',
    'flagged_employer_history',
    'graduate',
    'graduate_history',
    'graduate_lapse',
    'import_run',
    'named_employer',
    'objection',
    'origin_office',
    'origin_office_history',
    'registry_record',
    'registry_record_history',
    'retention_run',
    'roster_staging',
    'school_seal',
    'training_mode_file',
    'training_mode_request',
    'training_mode_request_history',
    'transfer_counter',
    'transfer_draft',
    'transfer_file',
    'transfer_import',
    'transfer_import_row',
    'transfer_record',
    'transfer_record_history',
    'transfer_request',
    'transfer_request_history',
    'upload',
    'verification_check_history',
    'verification_code',
    'verification_file',
    'verification_form',
  ],
  everywhere: [
    'account',
    'account_department',
    'department',
    'employer',
    'exam_number',
    'flagged_employer_count',
    'person',
    'person_cohort',
    'person_wechat',
    'province',
    'receiving_office',
    'region',
    'school',
    'stored_file',
  ],
  coordinator: [
    // Written in the transaction of a decision: they have to commit together with the school's tables.
    'audit_event',
    'command_key',
    'daily_use',
    'delivery',
    'message',
    // Of all schools: it says which school a code belongs to.
    'verification_key',
    // Written apart from the school's tables.
    'audit_head',
    'audit_history',
    'audit_leaf',
    'audit_node',
    'auditor',
    'auditor_history',
    'desk_job',
    'desk_job_case',
    'desk_job_request',
    'employer_hand_over_history',
    'employer_history',
    'employer_join',
    'employer_link',
    'employer_look_up',
    'employer_terms',
    'file_scrub',
    'file_sweep',
    'invitation_batch',
    'invitation_batch_row',
    'invitation_code',
    'invitation_wish',
    'receiving_office_history',
    'receiving_office_import',
    'recovery_code',
    'refused_check',
    'schema_migration',
    'session',
    'sign_in_failure',
    'sms_code',
    'unknown_check_history',
    'worker_heartbeat',
  ],
};

/** Every table of the schema `public`, and where it lies. The tables of the job queue have a schema of their own, on the coordinator. */
export const placements: ReadonlyMap<string, Placement> = new Map([
  ...tables.school.map(table => [table, 'school'] as const),
  ...tables.everywhere.map(table => [table, 'everywhere'] as const),
  ...tables.coordinator.map(table => [table, 'coordinator'] as const),
]);
