export { findStaff } from '#server/accounts/find-staff.ts';
export { makeInitialPassword } from '#server/accounts/initial-password.ts';
export { hashPassword } from '#server/accounts/password-hash.ts';
export { staffRoutes } from '#server/accounts/routes.ts';
export { createAccount, type NewAccount, phoneHash, storeAccount } from '#server/accounts/store-account.ts';
export { isWeakPassword } from '#server/accounts/weak-password.ts';
export { loadSeal } from '#server/schools/school-seal.ts';
export {
  defaultSettings,
  findSchoolSettings,
  getSchoolSettings,
  levelsFor,
  type VersionedSettings,
} from '#server/schools/school-settings.ts';
export { authenticate, openSession, type SessionOwner, signInBrowser } from '#server/sessions/sessions.ts';
export { endSessionsOfAccount } from '#server/sessions/store.ts';
export { checkConsentCode } from './consent-code.ts';
export { type PortalOptions, peopleRoutes } from './routes.ts';
export { type CodeProof, checkCode, useCode } from './sms-codes.ts';
