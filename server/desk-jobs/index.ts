export { beginSheet } from './begin-sheet.ts';
export { type DeskSheet, keepSheet, sendSheet } from './desk-sheet.ts';
export { deskJobsModule } from './module.ts';
export { describeJob, findJob } from './routes.ts';
export { startDeskJob } from './start-desk-job.ts';
export { whoseJobs } from './whose-jobs.ts';
