import { randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Redirect } from '#server/platform/http/serve-route.ts';
import type { Visit } from '#server/platform/http/visit.ts';
import { WechatError } from '#server/platform/outside/wechat.ts';
import type { Platform } from '#server/platform/platform.ts';
import { admitPerson } from './admit-graduate.ts';
import { backWith, letIn } from './graduate-sign-in.ts';
import { findWechatPerson } from './graduate-store.ts';
import { keepPending, takePending } from './pending-sign-in.ts';

/**
 * The address at WeChat to which the browser goes.
 * @param bindIn the session that WeChat is to be bound in; null to sign in
 */
export function leaveForWechat(platform: Platform, visit: Visit, bindIn: string | null): string {
  const state = randomBytes(24).toString('base64url');
  keepPending(platform, visit.reply, { at: 'wechat', state, bindIn });
  return platform.outside.wechat.authorizeUrl(`${platform.publicUrl}/auth/wechat/callback`, state);
}

/** Sends the browser to WeChat to sign in, and never to bind, since any site can lead a browser here. Who is signed in stays so. */
export const startWechatSignIn = (platform: Platform, visit: Visit): Redirect =>
  visit.actor.kind === 'graduate' ? { location: '/m/me' } : { location: leaveForWechat(platform, visit, null) };

const returned = z.object({ code: z.string().min(1).max(200), state: z.string().max(200) });
const isSame = (a: Buffer, b: Buffer): boolean => a.length === b.length && timingSafeEqual(a, b);

/** The browser is back from WeChat. Nothing is bound here: the graduate has still to confirm it. */
export async function finishWechatSignIn(platform: Platform, visit: Visit): Promise<Redirect> {
  const saved = takePending(platform, visit, 'wechat');
  const answer = returned.safeParse(visit.request.query);
  if (!saved) return backWith('sign-in-failed');
  if (!answer.success) return backWith('cancelled');
  if (!isSame(Buffer.from(answer.data.state), Buffer.from(saved.state))) return backWith('sign-in-failed');
  // Only in the session that asked for it; in no other, and not once it has ended.
  if (saved.bindIn !== null && visit.actor.sessionId !== saved.bindIn) return backWith('sign-in-failed');
  let openid: string;
  try {
    openid = await platform.outside.wechat.exchangeCode(answer.data.code);
  } catch (error) {
    if (!(error instanceof WechatError)) throw error;
    platform.log.warn({ err: error }, 'a sign-in with WeChat failed');
    return backWith('sign-in-failed');
  }
  if (saved.bindIn !== null) {
    keepPending(platform, visit.reply, { at: 'binding', openid, bindIn: saved.bindIn });
    return { location: '/m/me?do=bind-wechat' };
  }
  const bound = await platform.database.first(findWechatPerson, [platform.vault.keyedHash(`openid:${openid}`)]);
  const admitted = bound && (await admitPerson(platform, bound.personId));
  if (!bound) return backWith('wechat-not-bound');
  return admitted ? letIn(platform, visit, admitted, 'wechat') : backWith('not-on-roster');
}
