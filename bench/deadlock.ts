/**
 * 20 deletions from the roster and 20 reviewers of department and school at once, about the same graduates, four times over: through HTTP,
 * on a new database and a server that has answered nobody yet. Nobody may be answered 500, and the counters must equal a recount.
 *
 *   npm run bench -- deadlock
 */
import { fillRegions } from '#database/seeds/fill-regions.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { snapshotOf } from '../server/cases/graduate-snapshot.ts';
import { findCase } from '../server/cases/store.ts';
import { countersAgree } from '../server/cases/testing/cases.ts';
import { seedCases, seedCounters, seedEmployers, seedGraduates } from '../server/cases/testing/many.ts';
import { startBenchDatabase } from './harness/database.ts';
import { startBenchServer } from './harness/start-server.ts';
import { milliseconds, quantile, report } from './harness/tools.ts';

const rounds = 4;
const deletions = 20;
const perDeletion = 100;
const reviewers = 20;
const perReviewer = 12;
const departments = 2;
const perRound = deletions * perDeletion;
const schoolId = 1;

const database = await startBenchDatabase();
const { owner } = database;
const keys = freshKeyRing();
const vault = createVault(keys);
const platform = { database: owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };

// Every other case waits for the department, the others for the school, whose 通过 also writes the graduate's own row.
const atSchool = (id: number): boolean => id % 2 === 0;

async function seed(): Promise<void> {
  await fillRegions(owner);
  await makeSchool(owner, schoolId);
  await seedEmployers(owner, vault, 50);
  const range = { schoolId, from: 1, to: rounds * perRound, departments };
  await seedGraduates(owner, vault, range, { named: false });
  const state = `case when i % 2 = 0 then 'reviewing.school' else 'reviewing.department' end`;
  await seedCases(owner, vault, { ...range, state, employers: 50, snapshot: null });
  const row = await owner.first(...findCase({ kind: 'school', schoolId }, [schoolId, 1]));
  if (!row) throw new Error('the cases are not there');
  const snapshot = vault.sealJson(snapshotOf(row, vault, await loadRegions(owner)));
  await owner.execute(unnamed('update destination_case set snapshot_sealed = $1'), [snapshot]);
  await owner.execute(unnamed(`update graduate set confirmation = 'right'`));
  await seedCounters(owner);
  await owner.execute(unnamed('vacuum analyze'));
}

async function staff(kind: 'department' | 'schoolAdmin', count: number): Promise<string[]> {
  const departmentIds = kind === 'department' ? Array.from({ length: departments }, (_, at) => at + 1) : [];
  const cookies: string[] = [];
  for (let nth = 0; nth < count; nth++) {
    const accountId = await makeAccount(platform, { kind, login: `${kind}${nth}`, schoolId, departmentIds });
    cookies.push(await cookieOf(platform, { kind, accountId }));
  }
  return cookies;
}

const answers = new Map<string, number>();
async function post(path: string, cookie: string, key: string, body: object): Promise<void> {
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { cookie, 'idempotency-key': key, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
    body: JSON.stringify(body),
  });
  await response.text();
  const what = `${path.includes('deletions') ? 'deletion' : 'approval'} ${response.status}`;
  answers.set(what, (answers.get(what) ?? 0) + 1);
}

const times: number[] = [];
/** Scattered over the round's graduates, so that all deletions change the same counters. */
async function remove(round: number, nth: number, cookie: string): Promise<void> {
  const ids = Array.from({ length: perDeletion }, (_, at) => round * perRound + at * deletions + nth + 1);
  const reason = { reason: '重复上传', text: '名单重复。' };
  const began = performance.now();
  await post('/api/graduates/deletions', cookie, `delete-${round}-${nth}`, { chosen: { ids }, reason, count: ids.length });
  times.push(performance.now() - began);
}
async function review(round: number, nth: number, inDepartment: string, inSchool: string): Promise<void> {
  for (let at = 0; at < perReviewer; at++) {
    const id = round * perRound + (((nth * perReviewer + at) * 7) % perRound) + 1;
    const cookie = atSchool(id) ? inSchool : inDepartment;
    await post(`/api/cases/${schoolId}-${id}/actions/approve`, cookie, `approve-${id}`, { version: 2, input: {} });
  }
}

const countDeadlocks = unnamed<{ deadlocks: number }>(
  'select deadlocks from pg_stat_database where datname = current_database()',
);
await seed();
const server = await startBenchServer(database, keys);
try {
  const [inDepartment, inSchool] = [await staff('department', reviewers), await staff('schoolAdmin', reviewers)];
  const began = performance.now();
  for (let round = 0; round < rounds; round++)
    await Promise.all([
      ...Array.from({ length: reviewers }, (_, nth) => review(round, nth, inDepartment[nth] ?? '', inSchool[nth] ?? '')),
      ...Array.from({ length: deletions }, (_, nth) => remove(round, nth, inSchool[nth] ?? '')),
    ]);
  const seconds = (performance.now() - began) / 1000;
  const counts = [...answers].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([what, count]) => `${count} × ${what}`);
  report('answers', `${counts.join(', ')}; ${seconds.toFixed(1)} s`);
  report('a deletion of 100, p50 / worst', `${milliseconds(quantile(times, 0.5))} / ${milliseconds(Math.max(...times))}`);
  const failed = [...answers].reduce((sum, [what, count]) => sum + (/ 5\d\d$/.test(what) ? count : 0), 0);
  const { deadlocks } = await owner.one(countDeadlocks);
  report('deadlocks that PostgreSQL broke', String(deadlocks), { met: deadlocks === 0, text: '0' });
  report('answered 500', String(failed), { met: failed === 0, text: '0' });
  await countersAgree(owner);
  report('counters', 'equal a recount');
  if (failed > 0) process.exitCode = 1;
} finally {
  await server.stop();
  await database.stop();
}
