import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { recordAuditEvent } from '#server/audit/index.ts';
import type { Redirect } from '#server/platform/http/serve-route.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import { WechatError } from '#server/platform/outside/wechat.ts';
import type { Platform } from '#server/platform/platform.ts';
import { sqlState } from '#server/platform/postgres/postgres.ts';
import { admitPerson } from './admit-graduate.ts';
import { backWith, letIn } from './graduate-sign-in.ts';
import { bindWechat, findWechatPerson, unbindWechat } from './graduate-store.ts';
import { keepPending, takePending } from './pending-sign-in.ts';

/** Sends the browser to WeChat: to bind it where a graduate is signed in, else to sign in. */
export function startWechatSignIn(platform: Platform, visit: Visit): Redirect {
  const state = randomBytes(24).toString('base64url');
  const bindTo = visit.actor.kind === 'graduate' ? (visit.actor.personId ?? null) : null;
  keepPending(platform, visit.reply, { at: 'wechat', state, bindTo });
  return { location: platform.outside.wechat.authorizeUrl(`${platform.publicUrl}/auth/wechat/callback`, state) };
}

const returned = z.object({ code: z.string().min(1).max(200), state: z.string().max(200) });
const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** The browser is back from WeChat. */
export async function finishWechatSignIn(platform: Platform, visit: Visit): Promise<Redirect> {
  const saved = takePending(platform, visit, 'wechat');
  const answer = returned.safeParse(visit.request.query);
  if (!saved) return backWith('sign-in-failed');
  if (!answer.success) return backWith('cancelled');
  if (!isSame(Buffer.from(answer.data.state), Buffer.from(saved.state))) return backWith('sign-in-failed');
  let openid: string;
  try {
    openid = await platform.outside.wechat.exchangeCode(answer.data.code);
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    platform.log.warn({ err: error }, 'a sign-in with WeChat failed');
    return backWith('sign-in-failed');
  }
  const hash = platform.vault.keyedHash(`openid:${openid}`);
  if (saved.bindTo !== null) return bind(platform, visit, saved.bindTo, openid, hash);

  const bound = await platform.database.first(findWechatPerson, [hash]);
  const admitted = bound && (await admitPerson(platform, bound.personId));
  if (!bound) return backWith('wechat-not-bound');
  return admitted ? letIn(platform, visit, admitted, 'wechat') : backWith('not-on-roster');
}

/** Only while the graduate who asked for it is still the one who is signed in. */
async function bind(platform: Platform, visit: Visit, personId: number, openid: string, hash: Buffer): Promise<Redirect> {
  if (visit.actor.personId !== personId) return backWith('sign-in-failed');
  const { database, vault, clock } = platform;
  const now = clock.now();
  try {
    await database.transaction(async tx => {
      await tx.execute(bindWechat, [personId, hash, vault.seal(openid), now]);
      await recordAuditEvent(tx, eventOf(visit, now, 'wechat-bound', personId), vault);
    });
  } catch (error) {
    if (sqlState(error) !== '23505') throw error;
    return { location: '/m/me?problem=wechat-bound-elsewhere' };
  }
  return { location: '/m/me' };
}

export async function removeWechat(platform: Platform, visit: Visit): Promise<void> {
  const personId = visit.actor.personId;
  if (personId === undefined) return;
  await platform.database.transaction(async tx => {
    const removed = await tx.execute(unbindWechat, [personId]);
    if (removed === 1)
      await recordAuditEvent(tx, eventOf(visit, platform.clock.now(), 'wechat-unbound', personId), platform.vault);
  });
}

const eventOf = (visit: Visit, at: Date, action: 'wechat-bound' | 'wechat-unbound', personId: number) => ({
  at,
  schoolId: visit.actor.graduate?.schoolId,
  actor: `person:${personId}`,
  action,
  object: `person:${personId}`,
  addressPrefix: visit.addressPrefix,
});
