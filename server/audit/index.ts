export { auditModule } from './module.ts';
export { actorKey, recordAuditEvent } from './record-audit-event.ts';
