export { readInvitationDefaults } from './default-terms.ts';
export { employerJobs, employerTaskTitles } from './jobs.ts';
export { findEmployerByUscc, getQualifiedEmployer, openOrganisation, type QualifiedEmployer } from './qualified-employer.ts';
export type { RegisteredEmployer } from './queries.ts';
export { employerRoutes } from './routes.ts';
export { accountsOfEmployer, type EmployerRow, employerColumns, findEmployer, findLicence } from './store.ts';
