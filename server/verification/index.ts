export {
  contentsOf,
  type FormGraduate,
  findFormGraduate,
  findFormGraduates,
  lockFormGraduates,
  openFormContent,
  partsOf,
} from './content.ts';
export { endCodes } from './end-codes.ts';
export { type FormDocument, type FormSignature, lastDay, renderForm, renderForms } from './form-document/index.ts';
export { type Issue, type Issued, issueCodes, keyOfName, keyOfToken, keyOfTyped } from './issue-codes.ts';
export { issueTransferCodes, type TransferOutcome } from './issue-transfer-codes.ts';
export { qrOfForm, statementUrl } from './qr.ts';
export { refreshCodes } from './refresh-codes.ts';
