export { knownDepartments } from './department-store.ts';
export { schoolsModule } from './module.ts';
export { registryPlace } from './registry-place.ts';
export { schoolRoutes } from './routes.ts';
export { loadSeal } from './school-seal.ts';
export { findSchoolSettings, getSchoolSettings, levelsFor, type VersionedSettings } from './school-settings.ts';
export { findSchool } from './schools.ts';
