export { readInvitationDefaults } from './default-terms.ts';
export { employersModule } from './module.ts';
export { findEmployerByUscc, getQualifiedEmployer, openOrganisation, type QualifiedEmployer } from './qualified-employer.ts';
export type { RegisteredEmployer } from './queries.ts';
export { employerRoutes } from './routes.ts';
export { accountsOfEmployer, type EmployerRow, employerColumns, findEmployer, findLicence, findPhoneAccount } from './store.ts';
