import * as contract from '#contract/routes/people.ts';
import * as open from '#contract/routes/public.ts';
import * as school from '#contract/routes/settings.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { readDemoAccounts } from '#server/accounts/demo-accounts.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Platform } from '#server/platform/platform.ts';
import { loadRegions } from '#server/platform/regions.ts';
import { openSeal, readSeal, takeSeal } from '#server/schools/school-seal.ts';
import { changeSettings, getSchoolSettings } from '#server/schools/school-settings.ts';
import { idleLimit, sessionLife, signInBrowser, signOutBrowser } from '#server/sessions/sessions.ts';
import { endOwnSession, sessionsOfAccount, sessionsOfPerson, setSessionCohort } from '#server/sessions/store.ts';
import { confirmOwnInformation, readBasicInformation } from './basic-information.ts';
import { sendConsentCode } from './consent-code.ts';
import { finishGraduateSignIn, startGraduateSignIn } from './graduate-sign-in.ts';
import { hasCohort } from './graduate-store.ts';
import { readMe } from './read-me.ts';
import { signIn } from './sign-in.ts';
import { sendCode } from './sms-codes.ts';
import { finishWechatSignIn, removeWechat, startWechatSignIn } from './wechat-sign-in.ts';

const done = { done: true } as const;

export interface PortalOptions {
  /** Whom visitors may call. */
  readonly helpContact: string;
  /** Where the demo's SMS and WeChat messages can be read. */
  readonly inboxUrl: string | null;
}

export const peopleRoutes = (platform: Platform, portal: PortalOptions): Served[] => [
  ...sessionRoutes(platform),
  ...graduateRoutes(platform),
  ...settingsRoutes(platform),
  serve(open.getPortal, async () => ({ demo: platform.demo, ...portal })),
  serve(open.listRegions, async ({ reply }) => {
    // Regions change once a year at most.
    reply.header('cache-control', 'public, max-age=86400, stale-while-revalidate=604800');
    const regions = await loadRegions(platform.database);
    return Array.from(regions.values(), ({ code, name, parent }): [string, string, string | null] => [
      code,
      name,
      parent ?? null,
    ]);
  }),
];

function sessionRoutes(platform: Platform): Served[] {
  const { database, vault, clock } = platform;
  return [
    serve(contract.getMe, async ({ actor }) => (actor.kind === 'anyone' ? null : readMe(platform, actor))),
    serve(contract.signIn, async ask => {
      const { addressPrefix } = ask;
      const signedIn = await signIn(platform, { ...ask.body, totp: ask.body.totp || undefined, addressPrefix });
      if (isRefused(signedIn)) return signedIn;
      const { accountId, kind, schoolId } = signedIn;
      const sessionId = await signInBrowser(platform, { kind, accountId }, ask);
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

function settingsRoutes(platform: Platform): Served[] {
  return [
    serve(school.getSettings, async ({ scope }) =>
      scope.schoolId === null ? refuse('not-found') : getSchoolSettings(platform.database, scope.schoolId),
    ),
    serve(school.putSettings, async ask =>
      ask.scope.schoolId === null ? refuse('not-found') : changeSettings(platform, ask.scope.schoolId, ask.body, ask),
    ),
    serve(school.getSeal, async ({ scope }) =>
      scope.schoolId === null ? refuse('not-found') : readSeal(platform, scope.schoolId),
    ),
    serve(school.uploadSeal, async ask =>
      ask.scope.schoolId === null ? refuse('not-found') : takeSeal(platform, ask.scope.schoolId, ask.file.stream, ask),
    ),
    serve(school.getSealPicture, async ({ scope, params }) =>
      scope.schoolId === null ? refuse('not-found') : openSeal(platform, scope.schoolId, params.id),
    ),
  ];
}
