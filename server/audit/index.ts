export { auditModule } from './module.ts';
export { type AuditEvent, actorKey, recordAuditEvent } from './record-audit-event.ts';
