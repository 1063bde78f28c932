/** The whole server without a socket, and people of each kind who attack it. */
import type { InjectOptions } from 'fastify';
import type { Route } from '#contract/parts/route.ts';
import { type AccountKind, accountKinds, reachOf } from '#domain/access.ts';
import { recordInfected } from '#server/audit/index.ts';
import { startCases } from '#server/cases/testing/cases.ts';
import { createHttp } from '#server/create-http.ts';
import { routesOf } from '#server/platform/module.ts';
import { authenticate, type SessionOwner } from '#server/sessions/index.ts';
import { cookieOf, makeAccount } from './platform.ts';

/** What no answer may hold: how the program is made. */
const telling = /node_modules|\bat .*\.ts:\d+|syntax error at|violates|ECONN|SQLSTATE|undefined is not|Cannot read prop/;
/** Refused for the moment, not broken: hashing has a queue. */
const mayBeOverloaded = new Set(['overloaded', 'identity-check-down']);

export type AttackWorld = Awaited<ReturnType<typeof startAttack>>;
export async function startAttack() {
  const on = await startCases({ press: true });
  const { platform, modules } = on;
  const app = await createHttp(
    platform,
    routesOf(modules),
    { authenticate: authenticate(platform), recordInfected: recordInfected(platform) },
    { pages: false },
  );
  const employer = await on.makeEmployer();
  const graduates = [await on.graduate(), await on.graduate()];
  await on.invited(employer, graduates[0] ?? (await on.graduate()));
  const secrets = graduates.flatMap(({ idNumber, phone }) => [idNumber, phone]);
  const province = await makeAccount(platform, { kind: 'province', login: 'attack-province', provinceCode: '350000' });
  const owners: Partial<Record<AccountKind, SessionOwner>> = {
    ...(graduates[0] && { graduate: graduates[0].owner }),
    employerAdmin: employer.owner,
    department: (await on.makeStaff('department')).owner,
    school: (await on.makeStaff('school')).owner,
    schoolAdmin: (await on.makeStaff('schoolAdmin')).owner,
    ...{ province: { kind: 'province', accountId: province }, operator: (await on.makeOperator()).owner },
  };
  const cookies = new Map<string, string>();
  const faults: string[] = [];
  const statuses = new Map<number, number>();
  let asked = 0;

  /** One who may, so that the request comes as far as it can; every fifth time a stranger. */
  async function cookieFor({ permission }: Route): Promise<string> {
    const able = accountKinds.filter(kind => owners[kind] && reachOf(permission, kind));
    const kind = asked % 5 === 0 ? undefined : able[asked % Math.max(able.length, 1)];
    const owner = kind && owners[kind];
    if (!owner) return '';
    // Somebody may have signed out or been disabled meanwhile.
    const known = cookies.get(kind);
    if (known && asked % 200 !== 0) return known;
    const fresh = await cookieOf(platform, owner);
    cookies.set(kind, fresh);
    return fresh;
  }
  async function attack(route: Route, request: InjectOptions): Promise<void> {
    asked += 1;
    const cookie = await cookieFor(route);
    // The limit per address is not what is attacked.
    const remoteAddress = `10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`;
    const answer = await app.inject({ remoteAddress, ...request, headers: { ...(cookie && { cookie }), ...request.headers } });
    const { statusCode, body } = answer;
    statuses.set(statusCode, (statuses.get(statusCode) ?? 0) + 1);
    const place = `${request.method} ${String(request.url).slice(0, 200)} ${String(request.payload ?? '').slice(0, 200)}`;
    if (statusCode >= 500 && !mayBeOverloaded.has(JSON.parse(body || '{}').code)) faults.push(`${place}: ${statusCode} ${body}`);
    if (telling.test(body)) faults.push(`${place} tells ${body.slice(0, 300)}`);
    if (!cookie && secrets.some(secret => body.includes(secret))) faults.push(`${place} tells a stranger a number`);
  }
  return {
    attack,
    faults,
    statuses,
    stop: async () => {
      await app.close();
      await on.stop();
    },
  };
}
