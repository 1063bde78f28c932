/**
 * A list as a sheet, a few thousand rows and many: time and memory of the server. A batch of decisions: time, and what somebody else's
 * list costs meanwhile, against the same list a moment before and after.
 *
 *   node scripts/node.mjs bench/exports.ts [rows of the large sheet, default 50000] [cases of the batch, default 1000]
 */
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { exportKeys } from '#contract/parts/export-columns.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { seedCases, seedCounters, seedEmployers, seedGraduates } from '../server/cases/testing/many.ts';
import { startBenchDatabase } from './harness/database.ts';
import { asSent } from './harness/sought.ts';
import { startBenchServer } from './harness/start-server.ts';
import { median, milliseconds, quantile, report } from './harness/tools.ts';

const many = Number(process.argv[2] ?? 50_000);
const few = Math.max(2_001, Math.round(many / 10));
const batch = Number(process.argv[3] ?? 1_000);
const rounds = 3;

const keys = freshKeyRing();
const vault = createVault(keys);
const database = await startBenchDatabase();
const { owner } = database;
const platform = { database: owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };

/** Departments 1 and 2 of one school: the first has what is decided, the second somebody who works on. */
async function seed(): Promise<void> {
  const schoolId = await makeSchool(owner, 1);
  await seedEmployers(owner, vault, 500);
  const step = 25_000;
  for (let from = 1; from <= many; from += step) {
    const range = { schoolId, from, to: Math.min(many, from + step - 1), departments: 2 };
    await seedGraduates(owner, vault, range);
    const waiting = `i <= ${batch * 2 * (rounds + 1)}`;
    const state = `(case when ${waiting} then 'reviewing.department' when i <= ${few} then 'effective' else 'declined' end)`;
    await seedCases(owner, vault, { ...range, state, employers: 500, snapshot: null });
  }
  // The few of the small sheet: the first ones in another cohort.
  await owner.execute(unnamed('update destination_case set cohort = 2026 where id <= $1'), [few]);
  await seedCounters(owner);
  await owner.execute(unnamed('vacuum analyze'));
}
async function cookie(kind: 'department' | 'school', login: string, departmentIds: readonly number[] = []): Promise<string> {
  const accountId = await makeAccount(platform, {
    kind,
    login,
    schoolId: 1,
    ...(kind === 'department' ? { departmentIds } : {}),
  });
  return cookieOf(platform, { kind, accountId });
}

const jobShape = z.object({ id: z.number(), state: z.string(), done: z.number(), failures: z.number() });
const seconds = (since: number): number => (performance.now() - since) / 1000;

try {
  await seed();
  const server = await startBenchServer(database, keys, { workers: true });
  const [school, department, colleague] = [
    await cookie('school', 'bench-school'),
    await cookie('department', 'bench-one', [1]),
    await cookie('department', 'bench-two', [2]),
  ];
  async function ask(method: 'GET' | 'POST', path: string, who: string, body?: object): Promise<unknown> {
    const { url, headers: sought } = asSent(`${server.url}${path}`);
    const headers = { cookie: who, ...sought, ...(body ? { 'content-type': 'application/json' } : {}) };
    const response = await fetch(url, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
    const text = await response.text();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${text}`);
    return JSON.parse(text);
  }
  const jobOf = async (id: number, who: string) => jobShape.parse(await ask('GET', `/api/jobs/${id}`, who));
  async function finish(id: number, who: string, meanwhile: () => void | Promise<void> = () => pause(50)): Promise<number> {
    for (;;) {
      const job = await jobOf(id, who);
      if (job.state === 'done') return job.done - job.failures;
      if (job.state === 'failed') throw new Error('the job failed');
      await meanwhile();
    }
  }

  /** A sheet with all its columns: the time until it is there, and the memory that the server took meanwhile. */
  async function exported(filter: object): Promise<{ rows: number; took: number; grew: number }> {
    const before = server.residentBytes();
    let most = before;
    const watch = setInterval(() => {
      most = Math.max(most, server.residentBytes());
    }, 20);
    const began = performance.now();
    const body = { what: 'current', flow: 'online-signing', state: 'all', columns: exportKeys.join(','), ...filter };
    const { job } = z.object({ job: jobShape }).parse(await ask('POST', '/api/desk/exports', school, body));
    const rows = await finish(job.id, school);
    clearInterval(watch);
    return { rows, took: seconds(began), grew: most - before };
  }
  // The heap takes what it needs once; the question is whether it keeps growing.
  await exported({});
  const sheets = { few: await exported({ cohort: 2026 }), many: await exported({}) };
  const megabytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(0)} MB`;
  for (const { rows, took, grew } of Object.values(sheets))
    report(
      `sheet of ${rows} rows, ${exportKeys.length} columns`,
      `${took.toFixed(1)} s, ${Math.round(rows / took)} rows/s, memory +${megabytes(grew)}`,
    );
  // Garbage that is not yet collected; with a heap of 40 MB the same rows go through.
  const flat = sheets.many.grew < 128 * 2 ** 20;
  report('memory, many rows against a tenth of them', `+${megabytes(sheets.many.grew)} / +${megabytes(sheets.few.grew)}`, {
    met: flat,
    text: '< +128 MB, whatever the rows',
  });

  /** The colleague's list, asked for again and again with the pauses of somebody who reads. */
  async function lists(until: () => boolean): Promise<number[]> {
    const times: number[] = [];
    while (!until()) {
      const began = performance.now();
      await ask('GET', '/api/desk/cases', colleague);
      times.push(performance.now() - began);
      await pause(20);
    }
    return times;
  }
  const calm: number[] = [];
  const busy: number[] = [];
  const batches: number[] = [];
  for (let round = -1; round < rounds; round++) {
    const stop = performance.now() + 2_000;
    const quiet = await lists(() => performance.now() > stop);
    const waiting = await ask('GET', '/api/desk/cases?limit=1', department);
    const { total } = z.object({ total: z.number() }).parse(waiting);
    // The filter takes a slice of what waits: those submitted first.
    const refs: { ref: string; version: number }[] = [];
    let cursor: string | null = null;
    const page = z.object({ rows: z.array(z.object({ ref: z.string(), version: z.number() })), next: z.string().nullable() });
    while (refs.length < Math.min(batch, total)) {
      const query: string = cursor ? `&cursor=${cursor}` : '';
      const { rows, next } = page.parse(await ask('GET', `/api/desk/cases?limit=100${query}`, department));
      refs.push(...rows.map(({ ref, version }) => ({ ref, version })));
      cursor = next;
      if (!next) break;
    }
    const began = performance.now();
    const jobs: number[] = [];
    for (let at = 0; at < batch; at += 200) {
      const cases = refs.slice(at, Math.min(at + 200, batch));
      if (cases.length === 0) break;
      const body = { flow: 'online-signing', action: 'approve', selection: { cases } };
      jobs.push(jobShape.parse(await ask('POST', '/api/desk/batches', department, body)).id);
    }
    let isOver = false;
    const finished = Promise.all(jobs.map(id => finish(id, department, () => pause(200)))).then(done => {
      isOver = true;
      return done.reduce((sum, one) => sum + one, 0);
    });
    const during = await lists(() => isOver);
    const passed = await finished;
    if (passed !== Math.min(batch, refs.length)) throw new Error(`${passed} of ${batch} passed`);
    if (round < 0) continue;
    calm.push(...quiet);
    busy.push(...during);
    batches.push(seconds(began));
  }
  const took = median(batches);
  report(`batch of ${batch} decisions`, `${took.toFixed(1)} s, ${Math.round(batch / took)}/s`);
  const [before, meanwhile] = [quantile(calm, 0.95), quantile(busy, 0.95)];
  report(
    "somebody else's list, p95 calm → during a batch",
    `${milliseconds(before)} → ${milliseconds(meanwhile)} (p50 ${milliseconds(median(calm))} → ${milliseconds(median(busy))}, ${busy.length} requests)`,
    { met: meanwhile < 100, text: '< 100 ms' },
  );
  await server.stop();
} finally {
  await database.stop();
}
