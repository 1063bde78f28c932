/** A school whose desks do long work while somebody else reads a list: who they are, how they ask, what it costs. */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, type KeyRing } from '#server/platform/base/crypto.ts';
import { type Database, type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { seedGraduates } from '../../server/cases/testing/many.ts';
import { asSent } from './sought.ts';
import type { BenchServer } from './start-server.ts';
import { median, milliseconds, quantile } from './tools.ts';

export const departments = 20;

/** School 1 with so many graduates in its departments. */
export async function seedSchool(owner: Database, keys: KeyRing, graduates: number): Promise<void> {
  await makeSchool(owner, 1);
  for (let id = 3; id <= departments; id++)
    await owner.execute(unnamed('insert into department (school_id, id, name) values (1, $1, $2)'), [id, `第 ${id} 学院`]);
  await seedGraduates(owner, createVault(keys), { schoolId: 1, departments, from: 1, to: graduates });
}

/** The cookies of the school, and of somebody of one department. */
export async function seatsOf(owner: Database, keys: KeyRing): Promise<{ school: string; colleague: string }> {
  const platform = { database: owner, vault: createVault(keys), clock: systemClock, publicUrl: 'http://127.0.0.1' };
  const cookieFor = async (kind: 'department' | 'school', login: string, departmentIds?: readonly number[]) =>
    cookieOf(platform, {
      kind,
      accountId: await makeAccount(platform, { kind, login, schoolId: 1, ...(departmentIds && { departmentIds }) }),
    });
  return { school: await cookieFor('school', 'bench-school'), colleague: await cookieFor('department', 'bench-two', [2]) };
}

export type Ask = (path: string, cookie: string, body?: object) => Promise<Response>;
/** Asks for a path, or posts a body to it, each time under a key of its own. Throws on a refusal. */
export const askOf =
  ({ url }: BenchServer): Ask =>
  async (path, cookie, body) => {
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const { url: address, headers: sought } = asSent(`${url}${path}`);
    const headers = {
      cookie,
      ...sought,
      'idempotency-key': crypto.randomUUID(),
      ...(body && { 'content-type': 'application/json' }),
    };
    const response = await fetch(address, { ...sent, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  };

/** Something small of somebody else, asked for again and again with the pauses of a reader: how long each took. */
export async function meanwhile(until: () => boolean, work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  while (!until()) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
    await pause(50);
  }
  return times;
}
export const spread = (times: readonly number[]): string =>
  `p50 ${milliseconds(median(times))}, p95 ${milliseconds(quantile(times, 0.95))}`;

/** How long each of thirty readings takes, after three that warm up. */
export async function thirtyTimes(work: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = [];
  for (let at = -3; at < 30; at++) {
    const began = performance.now();
    await work();
    if (at >= 0) times.push(performance.now() - began);
  }
  return times;
}

/** The memory of a server from now on; the function tells it in words. */
export function watchMemory(server: BenchServer): () => string {
  const before = server.residentBytes();
  let most = before;
  const watch = setInterval(() => {
    most = Math.max(most, server.residentBytes());
  }, 20);
  return () => {
    clearInterval(watch);
    return `memory ${(before / 2 ** 20).toFixed(0)} → ${(most / 2 ** 20).toFixed(0)} MB`;
  };
}

const plan = z.array(
  z.object({
    'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) })),
  }),
);
/** Pages of the database that a statement reads. */
export async function pagesOf(owner: Database, { text }: Statement<unknown>, values: readonly unknown[]): Promise<number> {
  const { rows } = await owner.pool.query(`explain (analyze, buffers, format json) ${text}`, [...values]);
  const found = plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
  return (found?.['Shared Hit Blocks'] ?? 0) + (found?.['Shared Read Blocks'] ?? 0);
}
