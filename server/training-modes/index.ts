export { modeRequestsOf } from './read-requests.ts';
export { trainingModeRoutes } from './routes.ts';
export { trainingModeAudit } from './store.ts';
