export { recordsModule } from './module.ts';
export { findEntry } from './record-entries.ts';
