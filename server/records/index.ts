export { findEntry } from './record-entries.ts';
export { recordRoutes } from './routes.ts';
