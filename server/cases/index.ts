export { createDeskEvents, type DeskEvents } from './desk-events.ts';
export { caseDeskJobs } from './desk-jobs.ts';
export { followGraduates } from './follow-graduates.ts';
export { snapshotOf } from './graduate-snapshot.ts';
export { caseCron, caseJobs, caseTaskTitles } from './jobs.ts';
export { reportedParts } from './report-case.ts';
export { casesPort } from './roster-port.ts';
export { caseRoutes } from './routes.ts';
export { headlineOf } from './write-case.ts';
