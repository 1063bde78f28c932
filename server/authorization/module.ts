import type { Press } from '#server/documents/index.ts';
import type { Module } from '#server/platform/module.ts';
import { makeForms } from './make-form.ts';
import type { Authorizing } from './own.ts';
import { authorizationRoutes } from './routes.ts';
import { sweepForms, sweepKeys } from './store.ts';

/** Acts of this matter, as the log calls them. */
const auditWords = {
  'identity-proven': '实人认证通过',
  'identity-refused': '实人认证未通过',
  'codes-authorized': '开通核验授权',
  'code-ended': '结束核验授权',
};

/** For so long after its end somebody who holds an old paper is told apart from somebody who guesses. Days. */
const foundAfterItsEnd = 180;

/** 核验授权: a graduate's own codes. */
export const authorizationModule = (authorizing: Authorizing, press: Press): Module => ({
  auditWords,
  routes: authorizationRoutes(authorizing),
  jobs: [makeForms(authorizing, press)],
  sweeps: [
    { days: foundAfterItsEnd, statement: sweepKeys },
    { days: foundAfterItsEnd, statement: sweepForms },
  ],
});
