export { findEmployerByUscc, getQualifiedEmployer, type QualifiedEmployer } from './qualified-employer.ts';
export type { RegisteredEmployer } from './queries.ts';
export { employersRoutes } from './routes.ts';
