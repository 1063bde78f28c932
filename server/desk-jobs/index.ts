export {
  type DeskJob,
  type DeskJobHandler,
  type DeskTask,
  defineDeskJob,
  type Finished,
  handleDeskJob,
  type Progress,
  type Worked,
} from './desk-job.ts';
export { type DeskSheet, keepSheet, sendSheet } from './desk-sheet.ts';
export { describeJob, deskJobRoutes, findJob } from './routes.ts';
export { deskJobCron, deskJobHandlers, deskJobTitles } from './run-desk-job.ts';
export { startDeskJob } from './start-desk-job.ts';
