export { auditModule } from './module.ts';
export { actorKey, recordAuditEvent } from './record-audit-event.ts';
export { recentlyInfected, recordInfected } from './record-infected.ts';
