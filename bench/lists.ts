/**
 * The desk's list at a school of 10,000 cases and at one that is many times as large, in one database, requests interleaved:
 * time by HTTP, pages of the database touched (EXPLAIN), size of the answer.
 *
 *   node scripts/node.mjs bench/lists.ts [cases of the large school, default 200000]
 */
import { gzipSync } from 'node:zlib';
import { z } from 'zod';
import { type DeskFilter, deskFilter } from '#contract/parts/desk-filter.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { seedCases, seedCounters, seedEmployers, seedGraduates } from '../server/cases/testing/many.ts';
import { type DeskView, type DeskWindow, deskPage } from '../server/desk/lists/desk-filter.ts';
import { startBenchDatabase } from './harness/database.ts';
import { asSent } from './harness/sought.ts';
import { startBenchServer } from './harness/start-server.ts';
import { median, milliseconds, quantile, report } from './harness/tools.ts';

const large = Number(process.argv[2] ?? 200_000);
const small = 10_000;
const perRound = 20;
const rounds = 8;
const departments = 20;
const sizes = [small, large];
const spread = [
  'reviewing.department',
  'reviewing.school',
  'effective',
  'effective',
  'effective',
  'declined',
  'expired',
  'failed',
];
const stateOf = `(array[${spread.map(state => `'${state}'`).join(', ')}])[1 + i % ${spread.length}]`;

const keys = freshKeyRing();
const vault = createVault(keys);
const database = await startBenchDatabase();
const { owner } = database;
const platform = { database: owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };

async function seedSchool(schoolId: number, count: number) {
  await makeSchool(owner, schoolId, `东海大学第 ${schoolId} 校区`);
  for (let id = 3; id <= departments; id++)
    await owner.execute(unnamed('insert into department (school_id, id, name) values ($1, $2, $3)'), [
      schoolId,
      id,
      `第 ${id} 学院`,
    ]);
  const step = 50_000;
  for (let from = 1; from <= count; from += step) {
    const range = { schoolId, departments, from, to: Math.min(count, from + step - 1) };
    await seedGraduates(owner, vault, range);
    await seedCases(owner, vault, {
      ...range,
      state: stateOf,
      employers: 500,
      snapshot: null,
      order: `i::bigint * 7919 % ${count}`,
    });
  }
  const departmentAccount = await makeAccount(platform, {
    kind: 'department',
    login: `d${schoolId}`,
    schoolId,
    departmentIds: [1],
  });
  const schoolAccount = await makeAccount(platform, { kind: 'school', login: `s${schoolId}`, schoolId });
  return {
    schoolId,
    count,
    department: await cookieOf(platform, { kind: 'department', accountId: departmentAccount }),
    school: await cookieOf(platform, { kind: 'school', accountId: schoolAccount }),
  };
}

const answer = z.object({ next: z.string().nullable(), rows: z.array(z.unknown()) });
let asked = 0;
async function get(url: string, cookie: string): Promise<{ text: string; took: number }> {
  // The limit per address is not what is measured.
  const headers = { cookie, 'x-forwarded-for': `10.1.${(asked >> 12) & 255}.${(asked++ >> 8) & 255}` };
  const began = performance.now();
  const { url: address, headers: sought } = asSent(url);
  const response = await fetch(address, { headers: { ...headers, ...sought } });
  const text = await response.text();
  const took = performance.now() - began;
  if (response.status !== 200) throw new Error(`${url}: ${response.status} ${text}`);
  return { text, took };
}

const plan = z.array(
  z.object({
    'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) })),
  }),
);
interface Page {
  readonly filter?: Partial<DeskFilter>;
  /** Of one department; without it of the school. */
  readonly departmentId?: number;
  readonly window?: Partial<DeskWindow>;
}
async function buffersOf(schoolId: number, { filter, departmentId, window }: Page): Promise<number> {
  const asked = { ...deskFilter.parse({ flow: 'online-signing', state: 'effective' }), ...filter };
  const view: DeskView =
    departmentId === undefined
      ? { scope: { kind: 'school', schoolId }, level: 'school' }
      : { scope: { kind: 'department', schoolId, departmentIds: [departmentId] }, level: 'department' };
  const page = deskPage(view, asked, { limit: 21, ...window });
  const { rows } = await owner.pool.query(`explain (analyze, buffers, format json) ${page.statement.text}`, page.values);
  const found = plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
  return (found?.['Shared Hit Blocks'] ?? 0) + (found?.['Shared Read Blocks'] ?? 0);
}

try {
  const began = performance.now();
  await seedEmployers(owner, vault, 500);
  const schools = [];
  for (const [at, count] of sizes.entries()) schools.push(await seedSchool(at + 1, count));
  await seedCounters(owner);
  await owner.execute(unnamed('vacuum analyze'));
  const bytes = await owner.one(unnamed<{ size: string }>('select pg_size_pretty(pg_database_size(current_database())) as size'));
  console.log(`${small} and ${large} cases in ${((performance.now() - began) / 1000).toFixed(0)} s, ${bytes.size}`);
  const server = await startBenchServer(database, keys);
  const list = `${server.url}/api/desk/cases`;

  const cursors: string[] = [];
  for (const school of schools) {
    const middle = await owner.one(
      unnamed<{ at: Date; id: number }>(
        `select updated_at as at, id from destination_case where school_id = $1 and state = 'effective' order by updated_at desc, id desc offset $2 limit 1`,
      ),
      [school.schoolId, Math.floor(school.count / 4)],
    );
    cursors.push(`${middle.at.getTime()}_${middle.id}`);
  }
  const scenes: Record<string, (at: number) => [string, 'department' | 'school']> = {
    '待我处理 (department)': () => [list, 'department'],
    'one state, first page': () => [`${list}?state=effective`, 'school'],
    'one state, deep page': at => [`${list}?state=effective&cursor=${cursors[at]}`, 'school'],
    'all states': () => [`${list}?state=all`, 'school'],
    'all states, by name': () => [`${list}?state=all&sort=name`, 'school'],
    'search by name': () => [`${list}?state=all&q=${encodeURIComponent('王静')}`, 'school'],
    'home counts': () => [`${server.url}/api/desk/home`, 'school'],
  };
  const times = new Map<string, number[][]>();
  for (let round = -1; round < rounds; round++) {
    for (const [name, scene] of Object.entries(scenes)) {
      const taken = times.get(name) ?? sizes.map(() => []);
      times.set(name, taken);
      for (let i = 0; i < (name.startsWith('search') ? 3 : perRound); i++)
        for (const [at, school] of schools.entries()) {
          const [url, who] = scene(at);
          const { took } = await get(url, school[who]);
          if (round >= 0) taken[at]?.push(took);
        }
    }
  }
  for (const [name, [few = [], many = []]] of times) {
    const ratio = quantile(many, 0.95) / quantile(few, 0.95);
    const figure = `p50 ${milliseconds(median(few))} → ${milliseconds(median(many))}, p95 ${milliseconds(quantile(few, 0.95))} → ${milliseconds(quantile(many, 0.95))}, ×${ratio.toFixed(2)}`;
    report(
      `${name}, ${small} → ${large}`,
      figure,
      name.startsWith('search') ? undefined : { met: ratio <= 1.25, text: '≤ ×1.25' },
    );
  }
  const of = (name: string) => median(times.get(name)?.[1] ?? []);
  const deep = of('one state, deep page') / of('one state, first page');
  report('deep page / first page, large school', `×${deep.toFixed(2)}`, { met: deep <= 1.25, text: '×1' });

  for (const { schoolId, count } of schools) {
    const [at, id] = (cursors[schoolId - 1] ?? '').split('_').map(Number);
    const first = await buffersOf(schoolId, {});
    const deepPage = await buffersOf(schoolId, { window: { cursor: { at: new Date(at ?? 0), id: id ?? 0 } } });
    const mine = await buffersOf(schoolId, { filter: { state: 'mine' }, departmentId: 1 });
    const all = await buffersOf(schoolId, { filter: { state: 'all' } });
    const named = await buffersOf(schoolId, { filter: { state: 'all' }, window: { sort: 'name' } });
    const found = await buffersOf(schoolId, { filter: { state: 'all', q: '王静' } });
    const text = `one state ${first}, deep ${deepPage}, 待我处理 ${mine}, all ${all}, by name ${named}`;
    const most = Math.max(first, deepPage, mine, all, named);
    report(`buffers of a page of 20 at ${count}`, text, { met: most <= 40, text: '≤ 40' });
    report(`buffers of a search by name at ${count}`, String(found));
  }
  const { text } = await get(`${list}?state=all`, schools[1]?.school ?? '');
  const rows = answer.parse(JSON.parse(text)).rows.length;
  report('JSON of a list page', `${rows} rows, ${Buffer.byteLength(text)} bytes, ${gzipSync(text).length} gzipped`);
  await server.stop();
} finally {
  await database.stop();
}
