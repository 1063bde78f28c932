/**
 * 转递编号 at a school of many graduates: generated, and once more (time, memory, what somebody else's list costs meanwhile), the lists
 * (time by HTTP, pages of the database), the forms as one PDF and as a zip (time, memory, size, what one form costs meanwhile).
 *
 *   node scripts/node.mjs bench/transfer-codes.ts [graduates, default 30000] [forms, default 5000]
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Statement, unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { seedGraduates } from '../server/cases/testing/many.ts';
import { codePage } from '../server/verification-desk/code-list.ts';
import { archive, destination } from '../server/verification-desk/testing/contents.ts';
import { startBenchDatabase } from './harness/database.ts';
import { startBenchServer } from './harness/start-server.ts';
import { median, milliseconds, quantile, report } from './harness/tools.ts';

const many = Number(process.argv[2] ?? 30_000);
const forms = Number(process.argv[3] ?? 5_000);
const departments = 20;

const keys = freshKeyRing();
const vault = createVault(keys);
const database = await startBenchDatabase();
const { owner } = database;
const platform = { database: owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };

const insertRecords = unnamed(
  `insert into registry_record (school_id, graduate_id, part, source, content_sealed, reported_at)
   select 1, g.id, p.part, 'platform', case p.part when 'destination' then $1::bytea else $2::bytea end, now()
   from graduate g, unnest('{destination,archive}'::text[]) as p (part) where g.school_id = 1`,
);
async function seed(): Promise<void> {
  await makeSchool(owner, 1);
  for (let id = 3; id <= departments; id++)
    await owner.execute(unnamed('insert into department (school_id, id, name) values (1, $1, $2)'), [id, `第 ${id} 学院`]);
  await seedGraduates(owner, vault, { schoolId: 1, departments, from: 1, to: many });
  await owner.execute(insertRecords, [vault.sealJson(destination), vault.sealJson(archive)]);
  await owner.execute(unnamed(`update graduate set confirmation = 'unconfirmed', class_name = '第 ' || 1 + id / $1 || ' 组'`), [
    forms,
  ]);
  await owner.execute(unnamed('vacuum (full, analyze) graduate'));
  await owner.execute(unnamed('vacuum analyze'));
}

const plan = z.array(
  z.object({
    'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) })),
  }),
);
async function buffersOf({ text }: Statement<unknown>, values: readonly unknown[]): Promise<number> {
  const { rows } = await owner.pool.query(`explain (analyze, buffers, format json) ${text}`, [...values]);
  const found = plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
  return (found?.['Shared Hit Blocks'] ?? 0) + (found?.['Shared Read Blocks'] ?? 0);
}
const jobShape = z.object({
  ...{ id: z.number(), state: z.string(), why: z.string().nullable(), done: z.number(), failures: z.number() },
  result: z.object({ bytes: z.number() }).nullable(),
});
const generation = z.object({ counts: z.object({ added: z.number(), renewed: z.number(), kept: z.number() }) });
const base = '/api/verification/archive';

try {
  await seed();
  const server = await startBenchServer(database, keys, { workers: true });
  const cookieFor = async (kind: 'department' | 'school', login: string, departmentIds: readonly number[] = []) =>
    cookieOf(platform, {
      kind,
      accountId: await makeAccount(platform, { kind, login, schoolId: 1, ...(departmentIds.length > 0 && { departmentIds }) }),
    });
  const school = await cookieFor('school', 'bench-school');
  const colleague = await cookieFor('department', 'bench-two', [2]);
  async function ask(path: string, cookie: string, body?: object): Promise<Response> {
    const sent = body ? { method: 'POST', body: JSON.stringify(body) } : {};
    const headers = { cookie, 'idempotency-key': crypto.randomUUID(), ...(body && { 'content-type': 'application/json' }) };
    const response = await fetch(`${server.url}${path}`, { ...sent, headers });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response;
  }
  const read = async (path: string, cookie: string, body?: object): Promise<unknown> => (await ask(path, cookie, body)).json();
  /** Something small of somebody else, asked for again and again with the pauses of a reader. */
  async function meanwhile(until: () => boolean, work: () => Promise<unknown>): Promise<number[]> {
    const times: number[] = [];
    while (!until()) {
      const began = performance.now();
      await work();
      times.push(performance.now() - began);
      await pause(50);
    }
    return times;
  }
  const list = () => read('/api/archives/archive/records?cohort=2027', colleague);
  const p = (times: readonly number[]) => `p50 ${milliseconds(median(times))}, p95 ${milliseconds(quantile(times, 0.95))}`;
  /** A job from its start to its end. */
  async function run(path: string, body: object, others: () => Promise<unknown>) {
    const before = server.residentBytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, server.residentBytes());
    }, 20);
    const began = performance.now();
    const { id } = jobShape.parse(await read(path, school, body));
    let isOver = false;
    const ended = (async () => {
      for (;;) {
        const job = jobShape.parse(await read(`/api/jobs/${id}`, school));
        if (job.state === 'done') return job;
        if (job.state !== 'waiting' && job.state !== 'running') throw new Error(`${path} ended: ${job.state} ${job.why}`);
        await pause(100);
      }
    })().finally(() => {
      isOver = true;
    });
    const times = await meanwhile(() => isOver, others);
    const job = await ended;
    clearInterval(watch);
    const took = performance.now() - began;
    const memory = `memory ${(before / 2 ** 20).toFixed(0)} → ${(most / 2 ** 20).toFixed(0)} MB`;
    return { job, times, figure: `${(took / 1000).toFixed(1)} s, ${memory}` };
  }

  const quiet = performance.now() + 3_000;
  report("somebody else's list, calm", p(await meanwhile(() => performance.now() > quiet, list)));
  const counting = performance.now();
  await read(`${base}/generations/preview`, school);
  report(`counting ${many}`, milliseconds(performance.now() - counting));
  const countsOf = async (id: number) => generation.parse(await read(`${base}/generations/${id}`, school)).counts;
  const codes = unnamed<{ count: number; last: number }>('select count(*)::int as count, max(id) as last from verification_code');
  const first = await run(`${base}/generations`, {}, list);
  report(`${many} codes`, first.figure, { met: (await countsOf(first.job.id)).added === many, text: `${many} new` });
  report("somebody else's list, during it", p(first.times), { met: quantile(first.times, 0.95) < 100, text: 'p95 < 100 ms' });
  const before = await owner.one(codes);
  const again = await run(`${base}/generations`, {}, list);
  const after = await owner.one(codes);
  const isSame = before.count === after.count && before.last === after.last && (await countsOf(again.job.id)).kept === many;
  report('the same once more', again.figure, { met: isSame, text: 'nothing changes' });

  await owner.execute(unnamed('vacuum analyze'));
  const scenes: Readonly<Record<string, string>> = {
    'transfer codes, first page': 'transfer-codes?cohort=2027',
    'transfer codes, out of date': 'transfer-codes?cohort=2027&outdated=yes',
    'transfer codes, one major': 'transfer-codes?cohort=2027&major=080901&generated=yes',
    'authorizations, first page': 'authorizations?cohort=2027',
    'authorizations, none in force': 'authorizations?cohort=2027&state=live',
  };
  for (const [name, path] of Object.entries(scenes)) {
    const times: number[] = [];
    for (let at = -3; at < 30; at++) {
      const began = performance.now();
      await read(`${base}/${path}`, school);
      if (at >= 0) times.push(performance.now() - began);
    }
    report(name, p(times));
  }
  const inside = { kind: 'school', schoolId: 1 } as const;
  for (const purpose of ['transfer', 'authorization'] as const) {
    const view = {
      purpose,
      kind: 'archive',
      filter: {},
      states: ['live', 'none', 'over'],
      cohort: 2027,
      inside,
      now: new Date(),
    } as const;
    const page = codePage(view, { after: undefined, limit: 21 });
    if (page) report(`pages of the database of a list (${purpose})`, String(await buffersOf(page.statement, page.values)));
  }

  const [one] = z
    .object({ rows: z.array(z.object({ graduateId: z.number() })) })
    .parse(await read(`${base}/transfer-codes?class=${encodeURIComponent('第 2 组')}`, school)).rows;
  // Set, signed and kept anew each time: as an agreement is.
  const paper = async () => {
    await owner.execute(unnamed('delete from verification_form where graduate_id = $1'), [one?.graduateId]);
    await (await ask(`${base}/transfer-codes/${one?.graduateId}/form`, school)).arrayBuffer();
  };
  const calmly = performance.now() + 3_000;
  report('one form, calm', p(await meanwhile(() => performance.now() > calmly, paper)));
  for (const as of ['pdf', 'zip', 'zip'] as const) {
    const made = await run(`${base}/form-files`, { class: '第 1 组', as }, paper);
    const size = `${((made.job.result?.bytes ?? 0) / 2 ** 20).toFixed(0)} MB`;
    report(`${made.job.done} forms as ${as === 'pdf' ? 'one PDF' : 'a zip'}`, `${made.figure}, ${size}`);
    const slowest = Math.max(...made.times);
    report('one form meanwhile', `${p(made.times)}, at most ${milliseconds(slowest)}`, {
      met: slowest < 1000,
      text: 'at most 1 s',
    });
  }
  await server.stop();
} finally {
  await database.stop();
}
