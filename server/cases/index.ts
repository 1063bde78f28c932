export { caseDeskJobs } from './desk-jobs.ts';
export { createDeskEvents, type DeskEvents } from './desk-events.ts';
export { followDepartments } from './follow-departments.ts';
export { caseCron, caseJobs, caseTaskTitles } from './jobs.ts';
export { caseRoutes } from './routes.ts';
