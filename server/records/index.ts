export { recordRoutes } from './routes.ts';
export { objectionAudit } from './store.ts';
