export { createAccount, type NewAccount, phoneHash } from './accounts.ts';
export { checkConsentCode } from './consent-code.ts';
export { findStaff } from './find-staff.ts';
export { type PortalOptions, peopleRoutes } from './routes.ts';
export { defaultSettings, findSchoolSettings, getSchoolSettings, levelsFor, type VersionedSettings } from './school-settings.ts';
export { authenticate, openSession, type SessionOwner, signInBrowser } from './sessions.ts';
export { type CodeProof, checkCode, useCode } from './sms-codes.ts';
export { staffRoutes } from './staff-routes.ts';
export { isWeakPassword } from './weak-password.ts';
