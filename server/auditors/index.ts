export { auditorsModule } from './module.ts';
