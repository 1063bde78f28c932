export { type AuditEvent, type AuditedAction, actorKey, recordAuditEvent } from './record-audit-event.ts';
export { auditRoutes } from './routes.ts';
