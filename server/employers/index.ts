export { readInvitationDefaults } from './default-terms.ts';
export { employersModule } from './module.ts';
export { pairsOf } from './name-pairs.ts';
export { findEmployerByUscc, getQualifiedEmployer, openOrganisation } from './qualified-employer.ts';
export { employerRoutes } from './routes.ts';
export { keepEmployerName } from './search-employers.ts';
export { accountsOfEmployer, type EmployerRow, employerColumns, findEmployer, findLicence, findPhoneAccount } from './store.ts';
