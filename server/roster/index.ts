export type { CasesPort, ModeRequestsOf, Returning } from './cases-port.ts';
export { changeTrainingMode } from './change-training-mode.ts';
export { documentHash, examNumberHash } from './document-hash.ts';
export { rosterDeskJobs } from './export-graduates.ts';
export { recordSections } from './field-words.ts';
export { dictionariesOf } from './graduate-page.ts';
export { findGraduateRecord, type GraduateRecord, lockGraduateRecord } from './graduate-record.ts';
export { describeImportRefusal, type ImportRefusal, maxRows, type RefusedFile } from './import-refusals.ts';
export { type ImportParts, importRosterJob, rosterImportJob, startRosterImport } from './import-roster.ts';
export { type ImportMode, importChannel, type NewRun } from './import-runs.ts';
export {
  countFound,
  type GraduateRow,
  graduatePages,
  inWords as graduateInWords,
} from './list-graduates.ts';
export type { HeaderMapping } from './map-headers.ts';
export { rosterModule } from './module.ts';
export { namePinyin } from './name-pinyin.ts';
export { nameSearch } from './name-search.ts';
export { previewRoster } from './open-roster.ts';
export { findOwnHistory, listOwnHistory } from './own-history.ts';
export { countGraduates, findImportRun, findRefusedRows, listImportRuns } from './queries.ts';
export { followImport, tellReturned, tellReturnedJob } from './restore-graduates.ts';
export { listDepartments, loadRosterContext } from './roster-context.ts';
export { makeRosterTemplate } from './roster-template.ts';
export { type RosterOptions, rosterRoutes } from './routes.ts';
export type { RosterChanges } from './write-changed.ts';
