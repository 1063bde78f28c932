/** A browser in which an account has been signed in to before: guesses made elsewhere do not keep its owner waiting. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Vault } from '#server/platform/base/crypto.ts';
import type { Platform } from '#server/platform/platform.ts';
import { readCookie, writeCookie } from './cookies.ts';

const cookieName = 'device';
/** Half a year, in seconds. */
const lifetime = 180 * 24 * 3600;
/** The accounts of one browser: an office shares it, or a person has two. The oldest is forgotten. */
const mostOwners = 5;
const pattern = new RegExp(`^([\\w-]{22})((?:\\.[\\w-]{43}){1,${mostOwners}})$`);

/** Whose device it is: an account, or a graduate. */
export type DeviceOwner = { readonly accountId: number } | { readonly personId: number };
const keyOf = (owner: DeviceOwner): string => ('accountId' in owner ? String(owner.accountId) : `person:${owner.personId}`);

const proofOf = (vault: Vault, owner: DeviceOwner, device: string): Buffer =>
  vault.keyedHash(`known-device:${keyOf(owner)}:${device}`);

function readDevice(platform: Platform, request: Pick<FastifyRequest, 'headers'>) {
  const [, device = '', proofs = ''] = pattern.exec(readCookie(platform, request, cookieName) ?? '') ?? [];
  return { device, proofs: proofs.split('.').filter(Boolean) };
}
const fits = (vault: Vault, owner: DeviceOwner, device: string, proof: string): boolean =>
  timingSafeEqual(Buffer.from(proof, 'base64url'), proofOf(vault, owner, device));

/** The device's own name, if its cookie was given out for this owner; it opens nothing. */
export function knownDeviceOf(
  platform: Platform,
  request: Pick<FastifyRequest, 'headers'>,
  owner: DeviceOwner | undefined,
): string | undefined {
  if (!owner) return undefined;
  const { device, proofs } = readDevice(platform, request);
  return proofs.some(proof => fits(platform.vault, owner, device, proof)) ? device : undefined;
}

/** After a sign-in, beside those who were signed in before in this browser. */
export function rememberDevice(
  platform: Platform,
  { request, reply }: { readonly request: Pick<FastifyRequest, 'headers'>; readonly reply: FastifyReply },
  owner: DeviceOwner,
): void {
  const kept = readDevice(platform, request);
  const device = kept.device || randomBytes(16).toString('base64url');
  const others = kept.proofs.filter(proof => !fits(platform.vault, owner, device, proof)).slice(1 - mostOwners);
  const proofs = [...others, proofOf(platform.vault, owner, device).toString('base64url')];
  writeCookie(platform, reply, cookieName, [device, ...proofs].join('.'), lifetime);
}
