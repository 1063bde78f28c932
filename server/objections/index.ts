export { objectionsOf } from './read-objections.ts';
export { objectionRoutes } from './routes.ts';
export { countOpenObjections, objectionAudit } from './store.ts';
