export { auditModule } from './module.ts';
export { type AuditEvent, type AuditedAction, actorKey, recordAuditEvent } from './record-audit-event.ts';
