export type { CasesPort, ModeRequestsOf, Returning } from './cases-port.ts';
export { changeTrainingMode } from './change-training-mode.ts';
export { takeOver } from './claims.ts';
export { countGraduates } from './count-graduates.ts';
export { documentHash, examNumberHash } from './document-hash.ts';
export { recordSections } from './field-words.ts';
export { dictionariesOf } from './graduate-page.ts';
export {
  findGraduateRecord,
  type GraduateRecord,
  keepHistory,
  lockGraduateRecord,
} from './graduate-record.ts';
export { type Judged, judgeRow, lapsedField } from './judge-row.ts';
export { findGraduates, type KnownGraduate } from './known-graduates.ts';
export { rosterModule } from './module.ts';
export { namePinyin } from './name-pinyin.ts';
export { nameSearch } from './name-search.ts';
export { findOwnHistory, listOwnHistory } from './own-history.ts';
export { recordColumns, recordValues } from './record-columns.ts';
export { followImport } from './restore-graduates.ts';
export { listDepartments, loadRosterContext, type SchoolDepartment } from './roster-context.ts';
