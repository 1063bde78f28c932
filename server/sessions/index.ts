export { readCookie, writeCookie } from './cookies.ts';
export { knownDeviceOf, rememberDevice } from './known-device.ts';
export { sessionsModule } from './module.ts';
export { authenticate, idleLimit, type SessionOwner, sessionLife, signInBrowser, signOutBrowser } from './sessions.ts';
export {
  endOwnSession,
  endSessionsOfAccount,
  findIdentityProven,
  markIdentityProven,
  sessionsOfAccount,
  sessionsOfPerson,
  setSessionCohort,
} from './store.ts';
