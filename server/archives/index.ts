export { writeByStaff } from './edit-record.ts';
export { fromDestination } from './from-destination.ts';
export { withTransfers } from './lapse-transfers.ts';
export { archivesModule } from './module.ts';
export { openContent } from './open-content.ts';
export type { Archives } from './read-form.ts';
export { registeredRecord, writeRecord } from './write-record.ts';
