export { exportAudit } from './export/export-audit.ts';
export { auditModule } from './module.ts';
export { actorKey, recordAuditEvent } from './record-audit-event.ts';
export { recentlyInfected, recordInfected } from './record-infected.ts';
export { createHeadsFile } from './tree/heads-file.ts';
export { digestOfHistory } from './tree/history-digest.ts';
export { proofsBeside } from './tree/witness.ts';
export { verifyAudit } from './verify/verify-audit.ts';
