export { contactHash, sameContact } from './contact.ts';
export { describeField } from './describe-field.ts';
export { changeCounters, standstill } from './desk-counters.ts';
export {
  changesBetween,
  changesOfCase,
  evidenceOfChange,
  formAsSigned,
  openChanges,
  openEvidence,
  stepsWithEvidence,
} from './form-changes.ts';
export { addressOf, formSections, wordOf } from './form-in-words.ts';
export { gatherFacts } from './gather-facts.ts';
export { labelColumns, labelSearch, labelSources } from './graduate-labels.ts';
export { snapshotOf } from './graduate-snapshot.ts';
export { isRefusedForm, parseForm } from './parse-form.ts';
export {
  type CountRow,
  type Cursor,
  countEarlierAgreements,
  countWaiting,
  cursorOf,
  documentOf,
  graduateCards,
  historyOfCases,
  type ListRow,
  parseCursor,
  selectCohorts,
  selectCounts,
} from './queries.ts';
export {
  type CaseForm,
  type CaseRef,
  findOpenedCase,
  lockOpenedCase,
  type OpenedCase,
  openForm,
  parseRef,
  refOf,
} from './read-case.ts';
export { fieldsToReturnOf, reasonsOf } from './reasons-of.ts';
export { clearReportJob, expireJob, remindJob, reportJob, sendLinkJob, tellJob } from './schedule-effects.ts';
export { noteShape, type StepRef } from './step.ts';
export { stepLineIn } from './step-line.ts';
export {
  agreementNumberOf,
  type CaseRow,
  caseColumnsOf,
  findDraft,
  findGraduate,
  findInvitee,
  findInviteeByCode,
  findInviteeOfCase,
  type HistoryRow,
  type InviteeRow,
  lockGraduate,
  saveForm,
  saveTyped,
  selectHistory,
  selectOverdue,
  selectOverdueOf,
} from './store.ts';
export { alreadyMoved, headlineOf, moveCase, openCase, type ReadInput, type Written } from './write-case.ts';
