/**
 * A department's 通过, through HTTP as a browser sends it, against pgbench running the very statements that the running code sends,
 * on the same embedded PostgreSQL, at the same concurrency, rounds interleaved. Nothing is made less durable for it.
 * The jobs of a decision are added as always, and carried out in neither of the two.
 *
 *   npm run bench -- decision
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { startApp } from '#server/app.ts';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { createLog } from '#server/platform/base/log.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { loadRegions } from '#server/platform/postgres/regions.ts';
import { cookieOf, makeAccount, makeSchool } from '#server/testing/platform.ts';
import { snapshotOf } from '../server/cases/graduate-snapshot.ts';
import { findCase } from '../server/cases/store.ts';
import { seedCases, seedCounters, seedEmployers, seedGraduates } from '../server/cases/testing/many.ts';
import { captureStatements, toPgbench } from './harness/capture.ts';
import { cpuSecondsOfTools, cpuSecondsWithChildren } from './harness/cpu.ts';
import { startBenchDatabase } from './harness/database.ts';
import { serverConfig } from './harness/server-config.ts';
import { startBenchServer } from './harness/start-server.ts';
import { hasTool, median, milliseconds, numberAfter, percent, report, run } from './harness/tools.ts';

const target = 0.6;
const rounds = 3;
const seconds = Number(process.env.BENCH_SECONDS ?? 6);
const concurrency = 16;
const schools = 32;
/** Per school: the first ones are decided through HTTP, a share of the others by each client of pgbench in each round. */
const throughHttp = 1600;
const perClient = 40;
const perSchool = throughHttp + rounds * concurrency * perClient;
/** Numbers that occur nowhere else in what is sent. */
const marks = { school: 7_100_000, case: 98_000_017 };

if (!hasTool('wrk', 'wrk') || !hasTool('pgbench', 'postgresql-contrib')) process.exit(0);
const database = await startBenchDatabase();
const { owner } = database;
const keys = freshKeyRing();
const vault = createVault(keys);
const platform = { database: owner, vault, clock: systemClock, publicUrl: 'http://127.0.0.1' };

async function seedSchool(schoolId: number): Promise<string> {
  await makeSchool(owner, schoolId, `东海大学第 ${schoolId} 校区`);
  const accountId = await makeAccount(platform, { kind: 'department', login: `dept${schoolId}`, schoolId, departmentIds: [1] });
  const several = { schoolId, departments: 1 };
  const ranges = [
    { ...several, from: 1, to: perSchool },
    { ...several, from: marks.case, to: marks.case + 1 },
  ];
  for (const range of ranges) {
    await seedGraduates(owner, vault, range, { named: false });
    await seedCases(owner, vault, { ...range, state: `'reviewing.department'`, employers: 50, snapshot: null });
  }
  const row = await owner.first(...findCase({ kind: 'school', schoolId }, [schoolId, 1]));
  if (!row) throw new Error('the cases are not there');
  const snapshot = vault.sealJson(snapshotOf(row, vault, await loadRegions(owner)));
  await owner.execute(unnamed('update destination_case set snapshot_sealed = $2 where school_id = $1'), [schoolId, snapshot]);
  return cookieOf(platform, { kind: 'department', accountId });
}

/** The statements of one approval, as the server sends them when it is warm. */
async function captureDecision(cookie: string): Promise<string> {
  const app = await startApp(serverConfig({ port: 1, databaseUrl: database.url, dataFolder: database.folder, keys }), {
    log: createLog({ level: 'error' }),
    workers: false,
    pages: false,
  });
  const approve = async (caseId: number) => {
    const answer = await app.http.inject({
      method: 'POST',
      url: `/api/cases/${marks.school}-${caseId}/actions/approve`,
      headers: { cookie, 'idempotency-key': `bench-${marks.school}-${caseId}` },
      payload: { version: 2, input: {} },
    });
    if (answer.statusCode !== 200) throw new Error(answer.body);
  };
  await approve(marks.case + 1);
  const sent = await captureStatements(() => approve(marks.case));
  await app.close();
  console.log(`${sent.length} statements per decision`);
  return toPgbench(sent, marks);
}

const lua = (url: string, cookies: readonly string[]) => `
local cookies = { ${cookies.map(cookie => `'${cookie}'`).join(', ')} }
local threads = 0
function setup(thread) thread:set('number', threads); threads = threads + 1 end
function init(args) at = number; first = tonumber(args[1]); run = args[1] end
function request()
  local school = at % #cookies
  local case = first + math.floor(at / #cookies)
  at = at + 2
  return wrk.format('POST', '/api/cases/' .. (${marks.school} + school) .. '-' .. case .. '/actions/approve', {
    ['cookie'] = cookies[school + 1], ['content-type'] = 'application/json', ['x-forwarded-for'] = '10.0.0.' .. school,
    ['idempotency-key'] = 'bench-' .. (${marks.school} + school) .. '-' .. case, ['sec-fetch-site'] = 'same-origin' },
    '{"version":2,"input":{}}')
end
-- ${url}
`;
const countMoved = unnamed<{ moved: number }>(
  `select count(*)::int as moved from destination_case where state = 'reviewing.school' and version = 3`,
);

try {
  const began = performance.now();
  await seedEmployers(owner, vault, 50);
  const cookies: string[] = [];
  for (let school = 0; school < schools; school++) cookies.push(await seedSchool(marks.school + school));
  await seedCounters(owner);
  await owner.execute(unnamed('vacuum analyze'));
  console.log(`${schools * perSchool} cases in ${schools} schools, made in ${((performance.now() - began) / 1000).toFixed(0)} s`);

  const statements = await captureDecision(cookies[0] ?? '');
  const server = await startBenchServer(database, keys);
  const script = join(database.folder, 'decide.sql');
  const wrkScript = join(database.folder, 'decide.lua');
  await writeFile(wrkScript, lua(server.url, cookies));
  const moved = async () => (await owner.one(countMoved)).moved;

  /** Runs a tool and answers its output, how many cases moved, and the CPU that each cost: of the server, the database and the tool. */
  const measured = async (tool: string, args: readonly string[]) => {
    const look = () => [server.cpuSeconds(), cpuSecondsWithChildren(database.pid), cpuSecondsOfTools()];
    const [before, cpu] = [await moved(), look()];
    const output = await run(tool, args);
    const done = (await moved()) - before;
    const spent = look().map((value, at) => ((value - (cpu[at] ?? 0)) / done) * 1000);
    const [node = 0, postgres = 0, client = 0] = spent;
    return { output, done, cpu: { node, postgres, client, all: node + postgres + client } };
  };

  let first = 1;
  const http = async (length: number) => {
    const flags = ['-t2', `-c${concurrency}`, `-d${length}s`, '--latency', '-s', wrkScript];
    const { output, done, cpu } = await measured('wrk', [...flags, server.url, '--', String(first)]);
    const refused = /Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? '0';
    if (refused !== '0') throw new Error(`${refused} decisions were refused:\n${output}`);
    first += Math.ceil((done + concurrency) / schools) + 1;
    if (first > throughHttp) throw new Error('too few cases were prepared');
    const latency = { p50: inMilliseconds(output, '50%'), p99: inMilliseconds(output, '99%') };
    return { rate: numberAfter(output, /Requests\/sec:\s+([\d.]+)/), cpu, ...latency };
  };
  const bare = async (round: number) => {
    // Each client takes cases of its own: of every school in turn, one after the other.
    const base = throughHttp + 1 + round * concurrency * perClient;
    const choose = [
      'n :n + 1',
      `school ${marks.school} + (:n + :client_id) % ${schools}`,
      `case ${base} + :client_id * ${perClient} + :n / ${schools}`,
    ];
    await writeFile(script, choose.map(line => `\\set ${line}\n`).join('') + statements);
    const flags = `-n -M prepared -c ${concurrency} -j 2 -T ${seconds} -D n=-1 -h ${database.sockets} -U quxiang_app`.split(' ');
    const { output, done, cpu } = await measured('pgbench', [...flags, '-f', script, 'quxiang']);
    const ran = numberAfter(output, /transactions actually processed: (\d+)/);
    if (Math.abs(done - ran) > 2 * concurrency) throw new Error(`pgbench ran ${ran} scripts, ${done} cases moved`);
    return { rate: numberAfter(output, /tps = ([\d.]+)/), cpu };
  };

  await http(3);
  const pairs: { http: Awaited<ReturnType<typeof http>>; bare: Awaited<ReturnType<typeof bare>>; ratio: number }[] = [];
  for (let round = 0; round < rounds; round++) {
    const pair = { bare: await bare(round), http: await http(seconds) };
    pairs.push({ ...pair, ratio: pair.http.rate / pair.bare.rate });
    console.log(
      `round ${round + 1}: HTTP ${pair.http.rate.toFixed(0)}/s, pgbench ${pair.bare.rate.toFixed(0)}/s, ${percent(pair.http.rate / pair.bare.rate)}`,
    );
  }
  await pause(1000); // what wrk gave up is carried out to its end
  await server.stop();
  const of = (pick: (pair: (typeof pairs)[number]) => number) => median(pairs.map(pick));
  const [p50, p99] = [of(pair => pair.http.p50), of(pair => pair.http.p99)];
  report('decision through HTTP, p50 / p99', `${milliseconds(p50)} / ${milliseconds(p99)}`);
  const cost = (side: 'http' | 'bare', part: 'node' | 'postgres' | 'client' | 'all') =>
    milliseconds(of(pair => pair[side].cpu[part]));
  report(
    'CPU per decision through HTTP',
    `node ${cost('http', 'node')}, PostgreSQL ${cost('http', 'postgres')}, wrk ${cost('http', 'client')}`,
  );
  report('CPU per decision by pgbench', `PostgreSQL ${cost('bare', 'postgres')}, pgbench ${cost('bare', 'client')}`);
  // What is left of the ratio when other programs share the machine, and a single-threaded server loses more by it than sixteen backends.
  report('CPU of all processes: pgbench / HTTP', percent(of(({ bare, http }) => bare.cpu.all / http.cpu.all)));
  const met = of(({ ratio }) => ratio) >= target;
  report('decision: HTTP / pgbench of the same statements', percent(of(({ ratio }) => ratio)), {
    met,
    text: `≥ ${percent(target)}`,
  });
} finally {
  await database.stop();
}

function inMilliseconds(output: string, share: string): number {
  const [, value = '', unit = ''] = new RegExp(`${share}\\s+([\\d.]+)(us|ms|s)`).exec(output) ?? [];
  return Number(value) * ({ us: 0.001, ms: 1, s: 1000 }[unit] ?? Number.NaN);
}
