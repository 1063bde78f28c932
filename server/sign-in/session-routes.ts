import * as contract from '#contract/routes/people.ts';
import { isRefused, refuse } from '#domain/refusals.ts';
import { networkInWords } from '#domain/rules/network.ts';
import { actorKey, recordAuditEvent } from '#server/audit/index.ts';
import { type Served, serve } from '#server/platform/http/serve-route.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import {
  endOtherSessions,
  endOwnSession,
  idleLimit,
  knownDeviceOf,
  sessionLife,
  sessionsOfAccount,
  sessionsOfPerson,
  signOutBrowser,
} from '#server/sessions/index.ts';
import { letAccountIn } from './let-account-in.ts';
import { readMe } from './read-me.ts';
import { signIn } from './sign-in.ts';

const done = { done: true } as const;
/** One's own alone: whichever of the two one has. */
const ownerOf = ({ accountId, personId }: Actor) => [accountId ?? null, personId ?? null] as const;

export const sessionRoutes = (platform: Platform): Served[] => [
  serve(contract.getMe, async ({ actor }) => (actor.kind === 'anyone' ? null : readMe(platform, actor))),
  serve(contract.signIn, async ask => {
    const { addressPrefix, sender, request } = ask;
    const deviceOf = (accountId: number | undefined) =>
      knownDeviceOf(platform, request, accountId === undefined ? undefined : { accountId });
    const totp = ask.body.totp || undefined;
    const signedIn = await signIn(platform, { ...ask.body, totp, addressPrefix, sender, deviceOf });
    if (isRefused(signedIn)) return signedIn;
    await letAccountIn(platform, ask, signedIn);
    return { kind: signedIn.kind };
  }),
  serve(contract.signOut, async ask => {
    await signOutBrowser(platform, ask);
    await audit(platform, ask, 'sign-out', `session:${ask.actor.sessionId}`);
    return done;
  }),
  serve(contract.listSessions, async ({ actor, addressPrefix }) => {
    const now = platform.clock.now().getTime();
    const limits = [new Date(now - idleLimit(actor.kind)), new Date(now - sessionLife)];
    const sessions = await (actor.personId === undefined
      ? platform.database.query(sessionsOfAccount, [actor.accountId, ...limits])
      : platform.database.query(sessionsOfPerson, [actor.personId, ...limits]));
    return sessions.map(({ id, device, begunFrom, lastFrom, createdAt, lastSeenAt }) => ({
      id,
      device,
      begunFrom: networkInWords(begunFrom),
      lastFrom: networkInWords(lastFrom),
      startedAt: createdAt,
      lastSeenAt,
      isThis: id === actor.sessionId,
      sameNetwork: lastFrom === addressPrefix,
    }));
  }),
  serve(contract.endSession, async ask => {
    const { params, actor } = ask;
    const ended = await platform.database.execute(endOwnSession, [params.id, ...ownerOf(actor), platform.clock.now()]);
    if (ended === 0) return refuse('not-found');
    await audit(platform, ask, 'session-ended', `session:${params.id}`);
    return done;
  }),
  serve(contract.endOtherSessions, async ask => {
    const { actor } = ask;
    const ended = await platform.database.execute(endOtherSessions, [actor.sessionId, ...ownerOf(actor), platform.clock.now()]);
    if (ended > 0) await audit(platform, ask, 'other-sessions-ended', `session:${actor.sessionId}`, { ended });
    return { ended };
  }),
];

function audit(
  platform: Platform,
  { actor, addressPrefix }: Visit,
  action: string,
  object: string,
  detail?: object,
): Promise<void> {
  const schoolId = actor.schoolId ?? actor.graduate?.schoolId;
  const event = {
    at: platform.clock.now(),
    schoolId,
    actor: actorKey(actor),
    action,
    object,
    addressPrefix,
    ...(detail && { detail }),
  };
  return recordAuditEvent(platform.database, event, platform.vault);
}
