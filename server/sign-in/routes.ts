import * as contract from '#contract/routes/people.ts';
import * as open from '#contract/routes/public.ts';
import { refuse } from '#domain/refusals.ts';
import { readDemoAccounts } from '#server/accounts/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { setSessionCohort } from '#server/sessions/index.ts';
import { confirmOwnInformation, readBasicInformation } from './basic-information.ts';
import { sendConsentCode } from './consent-code.ts';
import { finishGraduateSignIn, startGraduateSignIn } from './graduate-sign-in.ts';
import { hasCohort } from './graduate-store.ts';
import { phoneRoutes } from './phone-routes.ts';
import { sessionRoutes } from './session-routes.ts';
import { sendCode } from './sms-codes.ts';
import { confirmWechatBinding, removeWechat, startWechatBinding } from './wechat-binding.ts';
import { finishWechatSignIn, startWechatSignIn } from './wechat-sign-in.ts';

const done = { done: true } as const;

export interface PortalOptions {
  /** The numbers that visitors may call. */
  readonly helpContact: string;
  /** Where the demo's SMS and WeChat messages can be read. */
  readonly inboxUrl: string | null;
}

export const signInRoutes = (platform: Platform, portal: PortalOptions): Served[] => [
  ...sessionRoutes(platform),
  ...codeRoutes(platform),
  ...phoneRoutes(platform),
  ...graduateRoutes(platform),
  serve(open.getPortal, async () => ({ demo: platform.demo, ...portal })),
];

function codeRoutes(platform: Platform): Served[] {
  return [
    serve(contract.listDemoAccounts, () => readDemoAccounts(platform)),
    serve(contract.sendSmsCode, ({ body: { phone }, addressPrefix }) =>
      sendCode(platform, { phone, purpose: 'register', subject: phone }, addressPrefix),
    ),
  ];
}

function graduateRoutes(platform: Platform): Served[] {
  return [
    serve(contract.startGraduateSignIn, ask => startGraduateSignIn(platform, ask)),
    serve(contract.finishGraduateSignIn, ask => finishGraduateSignIn(platform, ask)),
    serve(contract.startWechatSignIn, async ask => startWechatSignIn(platform, ask)),
    serve(contract.finishWechatSignIn, ask => finishWechatSignIn(platform, ask)),
    serve(contract.startWechatBinding, async ask => startWechatBinding(platform, ask)),
    serve(contract.bindWechat, async ask => (await confirmWechatBinding(platform, ask)) ?? done),
    serve(contract.unbindWechat, async ask => {
      await removeWechat(platform, ask);
      return done;
    }),
    serve(contract.getBasicInformation, ({ scope }) => readBasicInformation(platform, scope)),
    serve(contract.confirmBasicInformation, async ask => (await confirmOwnInformation(platform, ask.scope, ask)) ?? done),
    serve(contract.switchCohort, async ({ body: { cohort }, actor }) => {
      const own = await platform.database.first(hasCohort, [actor.personId, cohort]);
      if (!own) return refuse('not-found');
      await platform.database.execute(setSessionCohort, [actor.sessionId, cohort]);
      return done;
    }),
    serve(contract.sendConsentCode, async ({ actor, addressPrefix }) =>
      actor.graduate ? sendConsentCode(platform, actor.graduate, addressPrefix) : refuse('not-found'),
    ),
  ];
}
