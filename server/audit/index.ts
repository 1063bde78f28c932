export type { AuditObject } from './audit-object.ts';
export { type AuditEvent, type AuditedAction, actorKey, recordAuditEvent } from './record-audit-event.ts';
export { auditRoutes } from './routes.ts';
