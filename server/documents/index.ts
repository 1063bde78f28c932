export { type AgreementDocument, parseAgreementQr } from './agreement/agreement-data.ts';
export type { ChangeNote } from './change-note/change-note.ts';
export { type DocumentRef, makeDocument, type Press, signatureOf } from './make-document.ts';
export { makeDocumentJob, requestDocument } from './request-document.ts';
export { type DocumentRow, documentsOfCase } from './store.ts';
export type { TerminationCertificate } from './termination/termination-certificate.ts';
