export { rosterImportModule } from './module.ts';
