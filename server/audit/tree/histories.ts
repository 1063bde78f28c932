/** The histories beside that of cases, and how each column goes into the canonical form of a row. verify/histories.test.ts compares them with the catalogue. */

export interface History {
  /** As exports and findings call it. */
  readonly kind: string;
  readonly word: string;
  readonly table: string;
  /** Its primary key. */
  readonly key: readonly string[];
  /** Go in as they are; `at` too, to the microsecond. */
  readonly plain: readonly string[];
  /** Sealed or hashed bytes: go in by their SHA-256. */
  readonly bytes?: readonly string[];
  /** JSON and dates: go in by the SHA-256 of their text. */
  readonly texts?: readonly string[];
  /** Names: go in by a keyed hash. */
  readonly names?: readonly string[];
}

const ofGraduate = ['school_id', 'graduate_id', 'id'];
const ofRequest = ['school_id', 'request_id', 'seq'];
const ofEmployerInSchool = ['school_id', 'uscc', 'id'];

export const histories: readonly History[] = [
  {
    ...{ kind: 'graduate', word: '学生名单修改记录', table: 'graduate_history', key: ofGraduate },
    ...{ plain: ['source', 'account_id', 'import_run_id', 'fields'], bytes: ['changes_sealed'] },
  },
  {
    ...{ kind: 'registry', word: '报送信息记录', table: 'registry_record_history', key: ofGraduate },
    ...{ plain: ['part', 'source', 'change', 'origin_case_id'], bytes: ['content_sealed'] },
  },
  {
    ...{ kind: 'confirmation', word: '去向登记确认记录', table: 'confirmation_history', key: ofGraduate },
    ...{ plain: ['state', 'cause', 'parts'], bytes: ['text_sealed', 'confirmed_hash'] },
  },
  {
    kind: 'transfer',
    word: '档案、户口信息记录',
    table: 'transfer_record_history',
    key: ['school_id', 'graduate_id', 'kind', 'version'],
    plain: ['change', 'source', 'request_id', 'case_id', 'account_id', 'by_role'],
    bytes: ['content_sealed'],
    names: ['source_name'],
  },
  {
    ...{ kind: 'transfer-request', word: '档案、户口信息申请记录', table: 'transfer_request_history', key: ofRequest },
    ...{ plain: ['action', 'by_role', 'account_id', 'levels', 'to_state'], bytes: ['note_sealed', 'content_sealed'] },
  },
  {
    ...{ kind: 'training-mode', word: '培养方式修改记录', table: 'training_mode_request_history', key: ofRequest },
    ...{ plain: ['action', 'by_role', 'account_id', 'to_state'], bytes: ['note_sealed'] },
  },
  {
    ...{ kind: 'check', word: '核验记录', table: 'verification_check_history', key: ['school_id', 'id'] },
    plain: ['code_id', 'graduate_id', 'way', 'outcome', 'network'],
  },
  {
    ...{ kind: 'employer', word: '单位资质审核记录', table: 'employer_history', key: ['employer_id', 'seq'] },
    ...{ plain: ['action', 'account_id', 'to_state'], bytes: ['note_sealed'] },
  },
  {
    ...{ kind: 'hand-over', word: '单位管理员变更记录', table: 'employer_hand_over_history', key: ['employer_id', 'id'] },
    ...{ plain: ['operator_id', 'to_account_id'], bytes: ['reason_sealed'] },
  },
  {
    ...{ kind: 'flagged', word: '重点关注单位记录', table: 'flagged_employer_history', key: ofEmployerInSchool },
    ...{ plain: ['account_id', 'action', 'kind', 'evidence_file_id'], bytes: ['text_sealed'], names: ['name'] },
  },
  {
    ...{ kind: 'employer-note', word: '单位经营状态记录', table: 'employer_note_history', key: ofEmployerInSchool },
    ...{ plain: ['status', 'account_id'], bytes: ['text_sealed'], texts: ['checked_on'] },
  },
  {
    ...{ kind: 'auditor', word: '审计员任免记录', table: 'auditor_history', key: ['auditor_id', 'seq'] },
    plain: ['action', 'account_id', 'to_state'],
  },
  {
    ...{ kind: 'receiver', word: '档案接收机构记录', table: 'receiving_office_history', key: ['office_id', 'id'] },
    ...{ plain: ['account_id', 'action'], texts: ['content'] },
  },
  {
    kind: 'origin-office',
    word: '生源地接收机构记录',
    table: 'origin_office_history',
    key: ['school_id', 'served_region_code', 'id'],
    ...{ plain: ['account_id', 'action'], texts: ['content'] },
  },
  {
    ...{ kind: 'unknown-check', word: '未查询到的核验记录', table: 'unknown_check_history', key: ['id'] },
    plain: ['kind', 'way', 'network'],
  },
];

/** How the log names the event of a batch. */
export const batchKind = 'history-batch';
export const batchNumber = (object: string): number | undefined => {
  const [, number] = /^history-batch:(\d{1,15})$/.exec(object) ?? [];
  return number === undefined ? undefined : Number(number);
};
/** A row is sealed within minutes. What tells of an earlier moment than this, in hours, was put in afterwards and gets no seal. */
export const latestHours = 6;
