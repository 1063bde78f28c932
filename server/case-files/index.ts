export { describeFiles } from './describe-files.ts';
export { caseFilesModule } from './module.ts';
export {
  type CaseFileRow,
  carryEvidenceOver,
  copyEvidence,
  countTakenBack,
  filesOfCase,
  handIn,
  ifStateIsUnchanged,
  moveGrounds,
  provedAnew,
  removeCaseFile,
} from './store.ts';
export { mayGather } from './upload-case-file.ts';
export { appendPiece, beginUpload, finishUpload, openUpload, takenBefore, uploadStanding } from './upload-in-pieces.ts';
