import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AccountKind } from '#domain/access.ts';
import { mustHaveSecondFactor, needsSecondFactor } from '#domain/account-kinds.ts';
import { isProven } from '#domain/rules/proof.ts';
import { prefixOf } from '#server/platform/http/sender-of.ts';
import type { Platform } from '#server/platform/platform.ts';
import type { Actor } from '#server/platform/scope/actor.ts';
import { readCookie, writeCookie } from './cookies.ts';
import { describeDevice } from './describe-device.ts';
import { endSessionByToken, insertSession, loadSession, openSessions, type SessionRow, touchSession } from './store.ts';

const minute = 60_000;
const cookieName = 'session';
const tokenPattern = /^[\w-]{43}$/;

const isStaff = (kind: AccountKind): boolean => !['graduate', 'employerAdmin', 'employerStaff'].includes(kind);
/** How long a session may lie idle, milliseconds. */
export const idleLimit = (kind: AccountKind): number => (isStaff(kind) ? 30 * minute : 120 * minute);
/** After a day's work everybody signs in again, however busy they were (OWASP ASVS 5.0, 7.3.2). Milliseconds. */
export const sessionLife = 12 * 60 * minute;

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();
const kindOf = (row: SessionRow): AccountKind | undefined =>
  row.personId === null ? (row.accountKind ?? undefined) : 'graduate';

/**
 * What an account has to do before anything else: a password of its own, then the second factor. A demonstration asks nobody for a
 * device by itself; what a school asks for, it asks of those who sign in afterwards, so that nobody is interrupted in their work.
 */
function mustFirstOf(row: SessionRow, kind: AccountKind, demo: boolean): Pick<Actor, 'mustFirst'> {
  if (row.initialPassword) return { mustFirst: 'password' };
  if (row.secondFactor) return {};
  const { secondFactorDuty, secondFactorSince, createdAt } = row;
  const asked =
    secondFactorDuty !== null &&
    secondFactorSince !== null &&
    createdAt >= secondFactorSince &&
    !needsSecondFactor.has(kind) &&
    mustHaveSecondFactor(kind, secondFactorDuty);
  return asked || (needsSecondFactor.has(kind) && !demo) ? { mustFirst: 'second-factor' } : {};
}

function actorOf(
  row: SessionRow,
  kind: AccountKind,
  { now, demo }: { readonly now: Date; readonly demo: boolean },
): Actor | undefined {
  const { personId, graduateSchoolId, graduateId, cohort } = row;
  const base = { kind, sessionId: row.id, departmentIds: row.departmentIds, proven: isProven(row.provenAt, now) };
  if (personId !== null) {
    // Taken off the roster altogether, not merely lapsed: nothing is left to sign in to.
    if (graduateSchoolId === null || graduateId === null || cohort === null) return undefined;
    const graduate = { schoolId: graduateSchoolId, graduateId, cohort, checked: row.checked };
    return { ...base, name: row.graduateName ?? '', personId, graduate };
  }
  if (row.accountId === null) return undefined;
  return {
    ...base,
    name: row.accountName ?? '',
    accountId: row.accountId,
    ...(row.schoolId === null ? {} : { schoolId: row.schoolId }),
    ...(row.employerId === null ? {} : { employerId: row.employerId }),
    ...(row.provinceCode === null ? {} : { provinceCode: row.provinceCode }),
    ...mustFirstOf(row, kind, demo),
  };
}

const isOver = ({ createdAt, lastSeenAt }: Pick<SessionRow, 'createdAt' | 'lastSeenAt'>, kind: AccountKind, now: Date): boolean =>
  now.getTime() - lastSeenAt.getTime() >= idleLimit(kind) || now.getTime() - createdAt.getTime() >= sessionLife;

/** Of these sessions, those that a request would still be let in with. */
export async function liveAmong({ database, clock }: Pick<Platform, 'database' | 'clock'>, ids: readonly string[]) {
  const now = clock.now();
  const open = await database.query(openSessions, [ids]);
  return new Set(open.filter(session => !isOver(session, session.kind, now)).map(({ id }) => id));
}

/** Who sends a request; undefined for a stranger, an ended or idle session, a disabled account. */
export function authenticate(platform: Platform): (request: FastifyRequest) => Promise<Actor | undefined> {
  const { database, clock } = platform;
  return async request => {
    const token = readCookie(platform, request, cookieName);
    if (!token || !tokenPattern.test(token)) return undefined;
    const row = await database.first(loadSession, [hashOf(token)]);
    const kind = row && kindOf(row);
    if (!row || !kind) return undefined;
    const now = clock.now();
    if (isOver(row, kind, now)) return undefined;
    // Written at most once a minute: a busy screen would otherwise write with every read.
    if (now.getTime() - row.lastSeenAt.getTime() >= minute)
      await database.execute(touchSession, [row.id, now, prefixOf(request.ip)]);
    return actorOf(row, kind, { now, demo: platform.demo });
  };
}

export type SessionOwner =
  | { readonly kind: Exclude<AccountKind, 'anyone' | 'graduate'>; readonly accountId: number }
  | { readonly kind: 'graduate'; readonly personId: number; readonly cohort: number };

interface Beginning {
  /** The browser's user agent. */
  readonly device: string;
  readonly addressPrefix: string;
  /** With a password, a code, or by 学信网; a bound WeChat opens a session and proves nobody. */
  readonly proven: boolean;
}

/** Makes a session and answers its token, which is kept nowhere else. */
export async function openSession(
  { database, clock }: Pick<Platform, 'database' | 'clock'>,
  owner: SessionOwner,
  { device, addressPrefix, proven }: Beginning,
): Promise<{ readonly id: string; readonly token: string }> {
  const token = randomBytes(32).toString('base64url');
  const id = randomUUID();
  const [accountId, personId, cohort] =
    owner.kind === 'graduate' ? [null, owner.personId, owner.cohort] : [owner.accountId, null, null];
  await database.execute(insertSession, [
    id,
    hashOf(token),
    owner.kind,
    accountId,
    personId,
    cohort,
    describeDevice(device),
    addressPrefix,
    clock.now(),
    proven ? clock.now() : null,
  ]);
  return { id, token };
}

interface Browser {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly device: string;
  readonly addressPrefix: string;
}

/** Signs a browser in: the session that it had before ends, its cookie is replaced. Answers the session's id. */
export async function signInBrowser(
  platform: Platform,
  owner: SessionOwner,
  browser: Browser,
  { proven = true }: { readonly proven?: boolean } = {},
): Promise<string> {
  await endBrowserSession(platform, browser.request);
  const { device, addressPrefix } = browser;
  const { id, token } = await openSession(platform, owner, { device, addressPrefix, proven });
  writeCookie(platform, browser.reply, cookieName, token);
  return id;
}

async function endBrowserSession(platform: Platform, request: FastifyRequest): Promise<void> {
  const token = readCookie(platform, request, cookieName);
  if (token) await platform.database.execute(endSessionByToken, [hashOf(token), platform.clock.now()]);
}

export async function signOutBrowser(platform: Platform, browser: Pick<Browser, 'request' | 'reply'>): Promise<void> {
  await endBrowserSession(platform, browser.request);
  writeCookie(platform, browser.reply, cookieName, '', 0);
}
