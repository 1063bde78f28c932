export { createDeskEvents, type DeskEvents } from './desk-events.ts';
export { caseDeskJobs } from './desk-jobs.ts';
export { followGraduates } from './follow-graduates.ts';
export { caseCron, caseJobs, caseTaskTitles } from './jobs.ts';
export { casesPort } from './roster-port.ts';
export { caseRoutes } from './routes.ts';
