export { describeImportRefusal, type RefusedFile } from './import-refusals.ts';
export { rosterImportModule } from './module.ts';
