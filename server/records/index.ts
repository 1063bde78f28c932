export { findEntry, type Whose } from './record-entries.ts';
export { recordRoutes } from './routes.ts';
