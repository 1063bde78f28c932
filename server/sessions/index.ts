export { readCookie, writeCookie } from './cookies.ts';
export { describeDevice } from './describe-device.ts';
export { type DeviceOwner, knownDeviceOf, rememberDevice } from './known-device.ts';
export { sessionsModule } from './module.ts';
export { authenticate, idleLimit, liveAmong, type SessionOwner, sessionLife, signInBrowser, signOutBrowser } from './sessions.ts';
export {
  endOtherSessions,
  endOwnSession,
  endSessionsOfAccount,
  findIdentityProven,
  markIdentityProven,
  markProven,
  sessionsOfAccount,
  sessionsOfPerson,
  setSessionCohort,
} from './store.ts';
