export { retentionCron, retentionJobs, retentionTaskTitles } from './jobs.ts';
export { retentionRoutes } from './routes.ts';
