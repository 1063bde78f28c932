export { checkConsentCode } from './consent-code.ts';
export { signInModule } from './module.ts';
export { type PortalOptions, signInRoutes } from './routes.ts';
export { type CodeProof, checkCode, useCode } from './sms-codes.ts';
