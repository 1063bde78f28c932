export { asJob } from './carry-out.ts';
export { closeRequests } from './close-requests.ts';
export { defineRequest } from './define-request.ts';
export { waitingModule } from './module.ts';
export { type Moved, moveRequest } from './move-request.ts';
export { type Opened, type Opening, openRequest } from './open-request.ts';
export { alreadyMovedBy, flowFirst, versionFirst } from './overtaken.ts';
export type { Asking, Reasoned, RequestRef, RequestRow, Step } from './request-kind.ts';
