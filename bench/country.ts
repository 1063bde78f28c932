/**
 * The same school's desk in a database that holds it alone and in one that holds the country: the same requests by HTTP, interleaved, and
 * what their statements touch of the database (EXPLAIN).
 *
 *   QUXIANG_HOME=/srv/small npm run seed -- school
 *   QUXIANG_HOME=/srv/large npm run seed -- country
 *   node scripts/node.mjs bench/country.ts /srv/small /srv/large [requests of each kind, 150]
 */
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startApp } from '#server/app.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createLog } from '#server/platform/base/log.ts';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '#server/platform/migrations/migrate.ts';
import { openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf } from '#server/testing/platform.ts';
import { demoKeys } from '../scripts/demo-config.ts';
import { captureStatements } from './harness/capture.ts';
import { freePort, serverConfig } from './harness/server-config.ts';
import { asSent } from './harness/sought.ts';
import { startBenchServer } from './harness/start-server.ts';
import { median, milliseconds, quantile } from './harness/tools.ts';

const [small = '', large = '', times = '150'] = process.argv.slice(2);
if (!small || !large) throw new Error('bench/country.ts HOME_OF_A_SCHOOL HOME_OF_THE_COUNTRY');

const whoIs = unnamed<{ id: number; kind: 'department' | 'school' | 'employerAdmin' }>(
  `select id, kind from account where login = any($1) or employer_id = (select min(id) from employer)`,
);
const middle = unnamed<{ at: Date; id: number }>(
  `select updated_at as at, id from destination_case where school_id = 1 and flow = 'online-signing' and submitted_at is not null
     and frozen_at is null order by updated_at desc, id desc offset 4000 limit 1`,
);
const counted = unnamed<{ graduates: number; cases: number }>(
  'select (select count(*)::int from graduate) as graduates, (select count(*)::int from destination_case) as cases',
);

async function openHome(home: string) {
  const server = await startEmbeddedPostgres(join(home, 'postgres'));
  await migrate(server.ownerUrl);
  const owner = openDatabase(server.ownerUrl, { max: 4 });
  await owner.pool.query('vacuum (analyze) destination_case, graduate'); // as autovacuum leaves them
  const keys = await demoKeys(home);
  const platform = { database: owner, clock: systemClock, publicUrl: 'http://127.0.0.1' };
  const cookies = new Map<string, string>();
  for (const { id, kind } of await owner.query(whoIs, [['donghai', 'donghai-xinxi']]))
    cookies.set(kind, await cookieOf(platform, { kind, accountId: id }));
  const { at, id } = await owner.one(middle);
  const place = { url: server.url, sockets: server.sockets, pid: server.pid, folder: home, owner, stop: async () => undefined };
  const running = await startBenchServer(place, keys);
  return { ...(await owner.one(counted)), home, server, owner, keys, cookies, running, deep: `${at.getTime()}_${id}` };
}
type Home = Awaited<ReturnType<typeof openHome>>;

const list = '/api/desk/cases?flow=online-signing';
const scenes: Readonly<Record<string, (home: Home) => readonly [path: string, who: string]>> = {
  'waiting for me (department)': () => [list, 'department'],
  'all states': () => [`${list}&state=all`, 'school'],
  'all states, deep page': ({ deep }) => [`${list}&state=all&cursor=${deep}`, 'school'],
  'search by name': () => [`${list}&state=all&q=${encodeURIComponent('林志')}`, 'school'],
  'home, counts': () => ['/api/desk/home', 'school'],
  'employer’s list': () => ['/api/employer/cases', 'employerAdmin'],
};

let asked = 0;
async function timeOf(home: Home, scene: string): Promise<number> {
  const [path, who] = scenes[scene]?.(home) ?? ['', ''];
  // The limit per address is not what is measured.
  asked += 1;
  const headers = { cookie: home.cookies.get(who) ?? '', 'x-forwarded-for': `10.1.${(asked >> 8) & 255}.${asked & 255}` };
  const began = performance.now();
  const { url, headers: sought } = asSent(home.running.url + path);
  const response = await fetch(url, { headers: { ...headers, ...sought } });
  const text = await response.text();
  if (response.status !== 200) throw new Error(`${path}: ${response.status} ${text}`);
  return performance.now() - began;
}

const plan = z.array(
  z.object({
    'QUERY PLAN': z.array(z.object({ Plan: z.object({ 'Shared Hit Blocks': z.number(), 'Shared Read Blocks': z.number() }) })),
  }),
);
/** Pages of the database that the statements of one request touch, by scene; the request's own sign-in is left out. */
async function buffersOf(home: Home): Promise<Map<string, number>> {
  const place = { port: await freePort(), databaseUrl: home.server.url, dataFolder: home.home, keys: home.keys };
  const app = await startApp(serverConfig(place), { log: createLog({ level: 'silent' }), workers: false, pages: false });
  const found = new Map<string, number>();
  for (const [name, scene] of Object.entries(scenes)) {
    const [url, who] = scene(home);
    const ask = () => app.http.inject({ url, headers: { cookie: home.cookies.get(who) ?? '' } });
    await ask(); // what is read once per process has been read
    const sent = await captureStatements(async () => void (await ask()));
    let pages = 0;
    for (const { text, values } of sent.filter(({ text }) => /^\s*(select|with)/i.test(text) && !/from session/.test(text))) {
      const { rows } = await home.owner.pool.query(`explain (analyze, buffers, format json) ${text}`, [...values]);
      const touched = plan.parse(rows)[0]?.['QUERY PLAN'][0]?.Plan;
      pages += (touched?.['Shared Hit Blocks'] ?? 0) + (touched?.['Shared Read Blocks'] ?? 0);
    }
    found.set(name, pages);
  }
  await app.close();
  return found;
}

const homes = [await openHome(small), await openHome(large)] as const;
try {
  for (const { graduates, cases, home } of homes) console.log(`${home}: ${graduates} graduates, ${cases} cases`);
  const taken = new Map(Object.keys(scenes).map(name => [name, homes.map((): number[] => [])]));
  for (let round = -5; round < Number(times); round++)
    for (const [name, lists] of taken)
      for (const [at, home] of homes.entries()) {
        const took = await timeOf(home, name);
        if (round >= 0) lists[at]?.push(took);
      }
  const buffers = [await buffersOf(homes[0]), await buffersOf(homes[1])] as const;
  console.log(`load ${loadavg()[0]?.toFixed(1)}, ${times} requests of each kind\n`);
  console.log('| request | p50 | p95 | ratio p50, p95 | pages of the database |\n| --- | --- | --- | --- | --- |');
  for (const [name, [few = [], many = []]] of taken) {
    const figures = [few, many].map(list => ({ p50: median(list), p95: quantile(list, 0.95) }));
    const [one = { p50: 0, p95: 0 }, other = { p50: 0, p95: 0 }] = figures;
    const pair = (key: 'p50' | 'p95') => `${milliseconds(one[key])} → ${milliseconds(other[key])}`;
    const ratios = `×${(other.p50 / one.p50).toFixed(2)}, ×${(other.p95 / one.p95).toFixed(2)}`;
    console.log(`| ${name} | ${pair('p50')} | ${pair('p95')} | ${ratios} | ${buffers[0].get(name)} → ${buffers[1].get(name)} |`);
  }
} finally {
  for (const { running, owner, server } of homes) {
    await running.stop();
    await owner.close();
    if (!server.adopted) await server.stop();
  }
}
