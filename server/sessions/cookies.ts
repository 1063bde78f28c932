import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Platform } from '#server/platform/platform.ts';

type Site = Pick<Platform, 'publicUrl'>;

const isHttps = ({ publicUrl }: Site): boolean => publicUrl.startsWith('https:');

/** Over https the prefix makes browsers hold to Secure, Path=/ and this very host (RFC 6265bis §4.1.3). */
const fullName = (site: Site, name: string): string => (isHttps(site) ? `__Host-${name}` : name);

export function readCookie(site: Site, request: Pick<FastifyRequest, 'headers'>, name: string): string | undefined {
  const wanted = `${fullName(site, name)}=`;
  const pair = (request.headers.cookie ?? '').split(/; */).find(one => one.startsWith(wanted));
  return pair?.slice(wanted.length) || undefined;
}

/** `seconds` left out: until the browser is closed. 0 takes the cookie away. Values are base64url and need no quoting. */
export function writeCookie(site: Site, reply: FastifyReply, name: string, value: string, seconds?: number): void {
  const parts = [
    `${fullName(site, name)}=${value}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    ...(isHttps(site) ? ['Secure'] : []),
    ...(seconds === undefined ? [] : [`Max-Age=${seconds}`]),
  ];
  reply.header('set-cookie', parts.join('; '));
}
