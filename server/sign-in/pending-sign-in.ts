import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Platform } from '#server/platform/platform.ts';
import { readCookie, writeCookie } from '#server/sessions/index.ts';

/** What is remembered while somebody is away at 学信网 or WeChat. */
const pending = z.discriminatedUnion('at', [
  z.object({ at: z.literal('chsi'), until: z.number(), state: z.string(), nonce: z.string(), codeVerifier: z.string() }),
  z.object({ at: z.literal('wechat'), until: z.number(), state: z.string(), bindIn: z.string().nullable() }),
  /** Back from WeChat, and not confirmed yet. */
  z.object({ at: z.literal('binding'), until: z.number(), openid: z.string(), bindIn: z.string() }),
]);
type Pending = z.output<typeof pending>;
type Without<T, K extends string> = T extends unknown ? Omit<T, K> : never;

const cookieName = 'sign-in';
const lifeSeconds = 600;

/** Kept in the browser that left, sealed: the way back works in no other one, and the server holds nothing for those who never return. */
export function keepPending(platform: Platform, reply: FastifyReply, leaving: Without<Pending, 'until'>): void {
  const until = platform.clock.now().getTime() + lifeSeconds * 1000;
  writeCookie(platform, reply, cookieName, platform.vault.sealJson({ ...leaving, until }).toString('base64url'), lifeSeconds);
}

/** Takes it back, once; undefined when it is missing, too old, changed, or for the other way. */
export function takePending<At extends Pending['at']>(
  platform: Platform,
  browser: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  at: At,
): Extract<Pending, { at: At }> | undefined {
  const sealed = readCookie(platform, browser.request, cookieName);
  if (!sealed) return undefined;
  writeCookie(platform, browser.reply, cookieName, '', 0);
  const found = pending.safeParse(opened(platform, sealed));
  if (!found.success || found.data.until <= platform.clock.now().getTime()) return undefined;
  return isAt(found.data, at) ? found.data : undefined;
}

const isAt = <At extends Pending['at']>(it: Pending, at: At): it is Extract<Pending, { at: At }> => it.at === at;

function opened({ vault }: Platform, sealed: string): unknown {
  try {
    return vault.openJson(Buffer.from(sealed, 'base64url'));
  } catch {
    // Not ours, or changed on its way: the same as none.
    return undefined;
  }
}
