import * as contract from '#contract/routes/people.ts';
import * as open from '#contract/routes/public.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { readDemoAccounts } from '#server/accounts/index.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import {
  endOwnSession,
  idleLimit,
  knownDeviceOf,
  rememberDevice,
  sessionLife,
  sessionsOfAccount,
  sessionsOfPerson,
  setSessionCohort,
  signInBrowser,
  signOutBrowser,
} from '#server/sessions/index.ts';
import { confirmOwnInformation, readBasicInformation } from './basic-information.ts';
import { sendConsentCode } from './consent-code.ts';
import { finishGraduateSignIn, startGraduateSignIn } from './graduate-sign-in.ts';
import { hasCohort } from './graduate-store.ts';
import { phoneRoutes } from './phone-routes.ts';
import { readMe } from './read-me.ts';
import { signIn } from './sign-in.ts';
import { sendCode } from './sms-codes.ts';
import { finishWechatSignIn, removeWechat, startWechatSignIn } from './wechat-sign-in.ts';

const done = { done: true } as const;

export interface PortalOptions {
  /** The numbers that visitors may call. */
  readonly helpContact: string;
  /** Where the demo's SMS and WeChat messages can be read. */
  readonly inboxUrl: string | null;
}

export const signInRoutes = (platform: Platform, portal: PortalOptions): Served[] => [
  ...sessionRoutes(platform),
  ...phoneRoutes(platform),
  ...graduateRoutes(platform),
  serve(open.getPortal, async () => ({ demo: platform.demo, ...portal })),
];

function sessionRoutes(platform: Platform): Served[] {
  const { database, vault, clock } = platform;
  return [
    serve(contract.getMe, async ({ actor }) => (actor.kind === 'anyone' ? null : readMe(platform, actor))),
    serve(contract.signIn, async ask => {
      const { addressPrefix, sender, request } = ask;
      const deviceOf = (accountId: number | undefined) => knownDeviceOf(platform, request, accountId);
      const totp = ask.body.totp || undefined;
      const signedIn = await signIn(platform, { ...ask.body, totp, addressPrefix, sender, deviceOf });
      if (isRefused(signedIn)) return signedIn;
      const { accountId, kind, schoolId } = signedIn;
      const sessionId = await signInBrowser(platform, { kind, accountId }, ask);
      rememberDevice(platform, ask.reply, accountId);
      const actor = actorKey({ accountId });
      const object = `session:${sessionId}`;
      await recordAuditEvent(database, { at: clock.now(), schoolId, actor, action: 'sign-in', object, addressPrefix }, vault);
      return { kind };
    }),
    serve(contract.signOut, async ask => {
      const { actor, addressPrefix } = ask;
      await signOutBrowser(platform, ask);
      const event = {
        at: clock.now(),
        schoolId: actor.schoolId ?? actor.graduate?.schoolId,
        actor: actorKey(actor),
        action: 'sign-out',
        object: `session:${actor.sessionId}`,
        addressPrefix,
      } as const;
      await recordAuditEvent(database, event, vault);
      return done;
    }),
    serve(contract.listSessions, async ({ actor }) => {
      const now = clock.now().getTime();
      const limits = [new Date(now - idleLimit(actor.kind)), new Date(now - sessionLife)];
      const sessions = await (actor.personId === undefined
        ? database.query(sessionsOfAccount, [actor.accountId, ...limits])
        : database.query(sessionsOfPerson, [actor.personId, ...limits]));
      return sessions.map(({ id, device, createdAt, lastSeenAt }) => ({
        id,
        device,
        startedAt: createdAt,
        lastSeenAt,
        isThis: id === actor.sessionId,
      }));
    }),
    serve(contract.endSession, async ({ params, actor, addressPrefix }) => {
      const now = clock.now();
      const ended = await database.execute(endOwnSession, [params.id, actor.accountId ?? null, actor.personId ?? null, now]);
      if (ended === 0) return refuse('not-found');
      const object = `session:${params.id}`;
      await recordAuditEvent(
        database,
        { at: now, actor: actorKey(actor), action: 'session-ended', object, addressPrefix },
        vault,
      );
      return done;
    }),
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
