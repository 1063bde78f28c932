/** A browser in which an account has been signed in to before: guesses made elsewhere do not keep its owner waiting. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { readCookie, writeCookie } from './cookies.ts';

const cookieName = 'device';
/** Half a year, in seconds. */
const lifetime = 180 * 24 * 3600;
const pattern = /^([\w-]{22})\.([\w-]{43})$/;

const proofOf = (vault: Vault, accountId: number, device: string): Buffer =>
  vault.keyedHash(`known-device:${accountId}:${device}`);

/** The device's own name, if its cookie was given out for this account; it opens nothing. */
export function knownDeviceOf(
  platform: Platform,
  request: Pick<FastifyRequest, 'headers'>,
  accountId: number | undefined,
): string | undefined {
  const [, device = '', proof = ''] = pattern.exec(readCookie(platform, request, cookieName) ?? '') ?? [];
  if (accountId === undefined || !device) return undefined;
  return timingSafeEqual(Buffer.from(proof, 'base64url'), proofOf(platform.vault, accountId, device)) ? device : undefined;
}

/** After a sign-in. The last account counts: a browser is one person's. */
export function rememberDevice(platform: Platform, reply: FastifyReply, accountId: number): void {
  const device = randomBytes(16).toString('base64url');
  writeCookie(
    platform,
    reply,
    cookieName,
    `${device}.${proofOf(platform.vault, accountId, device).toString('base64url')}`,
    lifetime,
  );
}
