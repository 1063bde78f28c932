/**
 * The public check, beside bare node:http with one look-up by primary key over pg, on the same embedded PostgreSQL, rounds interleaved;
 * a flood of refused checks, and what of it reaches the database; hit and miss told apart by time.
 *
 *   npm run bench -- check
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { systemClock } from '#server/platform/base/clock.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { makeSchool } from '#server/testing/platform.ts';
import { issueCodes } from '#server/verification/index.ts';
import { formatCode, payloadOf } from '../domain/identifiers/check-code.ts';
import { seedGraduates } from '../server/cases/testing/many.ts';
import { cpuSecondsOf, cpuSecondsWithChildren } from './harness/cpu.ts';
import { startBenchDatabase } from './harness/database.ts';
import { freePort } from './harness/server-config.ts';
import { type BenchServer, startBenchServer } from './harness/start-server.ts';
import { hasTool, median, milliseconds, numberAfter, percent, report, run } from './harness/tools.ts';

const target = 0.75;
const rounds = 5;
const seconds = Number(process.env.BENCH_SECONDS ?? 5);
const connections = 128;
const graduates = 20_000;
/** One in ten finds nothing. */
const missEvery = 10;
const samples = 10_000;

if (!hasTool('wrk', 'wrk')) process.exit(0);
const database = await startBenchDatabase();
const { owner } = database;
const keys = freshKeyRing();
const vault = createVault(keys);

const contentOf = (name: string) => ({
  basics: {
    ...{ name, gender: '1', originRegion: '350203', schoolName: '东海大学', majorName: '计算机科学与技术' },
    ...{ educationLevel: '31', graduatesIn: '202706' },
  },
  destination: {
    destinationType: '10.01',
    destinationCategory: '10',
    employerName: '鹭江信息技术有限公司',
    employerRegionCode: '350203',
  },
  transfer: {
    ...{ transferType: '2', receiverName: '厦门市思明区人力资源公共服务中心', receiverRegionCode: '350203' },
    ...{ receiverAddress: '某路 1 号', receiverPostcode: '361000', receiverContact: '档案科', receiverPhone: '0592-65250001' },
  },
});

/** Codes of many graduates of one school, as the product issues them. */
async function seed(): Promise<readonly string[]> {
  await makeSchool(owner);
  const now = systemClock.now();
  await seedGraduates(owner, vault, { schoolId: 1, from: 1, to: graduates, departments: 1 });
  const expiresAt = new Date(now.getTime() + 90 * 86_400_000);
  for (let at = 0; at < graduates; at += 2_000)
    await owner.transaction(tx =>
      issueCodes(tx, vault, {
        ...{ schoolId: 1, purpose: 'transfer', accountId: null, now },
        issues: Array.from({ length: 2_000 }, (_, one) => ({
          ...{ graduateId: 1 + at + one, kind: 'archive' as const, expiresAt },
          content: contentOf('林知𬭎'),
        })),
      }),
    );
  await owner.execute(unnamed('vacuum analyze'));
  const rows = await owner.query(unnamed<{ codeSealed: Buffer }>('select code_sealed from verification_code order by id'));
  return rows.map(({ codeSealed }) => vault.open(codeSealed));
}

const unknownCode = (seed: number): string =>
  formatCode(payloadOf(Uint8Array.from({ length: 16 }, (_, place) => (seed >> ((place % 4) * 5)) + place * 11)));

/** Each request from an address of its own, its code in the body. */
const luaOfChecks = (codes: readonly string[]) => `
local codes = { ${codes.map(code => `'${code}'`).join(', ')} }
local threads = 0
function setup(thread) thread:set('number', threads); threads = threads + 1 end
function init() at = number * 7919; math.randomseed(os.time() + number); base = math.random(0, 60000) * 251 end
function request()
  at = at + 1
  local code = codes[at % #codes + 1]
  local n = base + at
  local address = (10 + number) .. '.' .. (math.floor(n / 65536) % 256) .. '.' .. (math.floor(n / 256) % 256) .. '.' .. (n % 256)
  return wrk.format('POST', '/api/checks', { ['content-type'] = 'application/json', ['x-forwarded-for'] = address,
    ['sec-fetch-site'] = 'same-origin' }, '{"kind":"archive","by":{"name":"林知𬭎","code":"' .. code .. '"}}')
end
function done(summary) io.write('not 2xx: ' .. summary.errors.status .. '\\n') end
`;
const luaOfBare = `
local at = 0
function request() at = at % ${graduates} + 1; return wrk.format('GET', '/' .. at) end
`;
/** Always the same addresses, with another code each time, a cookie of nobody's session, and no proof. */
const luaOfFlood = `
local at = 0
function request()
  at = at + 1
  return wrk.format('POST', '/api/checks', { ['content-type'] = 'application/json', ['x-forwarded-for'] = '10.9.' .. (at % 20) .. '.' .. (at % 200),
    ['cookie'] = 'session=${'a'.repeat(43)}', ['sec-fetch-site'] = 'same-origin' },
    '{"kind":"archive","by":{"name":"林知𬭎","code":"' .. string.format('%016d', at) .. 'AB"}}')
end
`;

interface Bare {
  readonly url: string;
  cpuSeconds(): number;
  stop(): Promise<void>;
}
async function startBare(): Promise<Bare> {
  const port = await freePort();
  const child: ChildProcess = fork(fileURLToPath(new URL('harness/bare-look-up.ts', import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', BARE_PORT: String(port), BARE_DATABASE: database.url },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(child, 'message');
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    async stop() {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}

interface Load {
  readonly perSecond: number;
  /** Of the server and the database, milliseconds for each request. */
  readonly cpu: number;
  readonly failed: number;
  readonly p99: string;
}
async function load({ url, cpuSeconds }: Pick<Bare, 'url' | 'cpuSeconds'>, script: string): Promise<Load> {
  const cpu = () => cpuSeconds() + cpuSecondsWithChildren(database.pid);
  const before = cpu();
  const output = await run('wrk', ['-t2', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url]);
  return {
    perSecond: numberAfter(output, /Requests\/sec:\s+([\d.]+)/),
    cpu: (1000 * (cpu() - before)) / numberAfter(output, /(\d+) requests in/),
    failed: Number(/Non-2xx or 3xx responses: (\d+)/.exec(output)?.[1] ?? 0),
    p99: /99%\s+(\S+)/.exec(output)?.[1] ?? '?',
  };
}

/** Checks that have reached the database: each of them is in one of the two logs. */
async function logged(): Promise<number> {
  const { count } = await owner.one(
    unnamed<{ count: number }>(
      'select (select count(*) from verification_check_history)::int + (select count(*) from unknown_check_history)::int as count',
    ),
  );
  return count;
}

function post(url: URL, body: string, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint();
    const headers = { 'content-type': 'application/json', 'x-forwarded-for': address, 'content-length': Buffer.byteLength(body) };
    const asked = request(url, { method: 'POST', headers, agent }, response => {
      response.resume().on('end', () => resolve(Number(process.hrtime.bigint() - began) / 1e6));
    });
    asked.on('error', reject).end(body);
  });
}
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** The chance that a miss took longer than a hit, half for as long: 0.5 tells nothing. */
function auc(hits: readonly number[], misses: readonly number[]): number {
  const all = [...hits.map(time => ({ time, miss: 0 })), ...misses.map(time => ({ time, miss: 1 }))].sort(
    (a, b) => a.time - b.time,
  );
  const ranks = all.reduce((sum, { miss }, at) => sum + miss * (at + 1), 0);
  const share = (ranks - (misses.length * (misses.length + 1)) / 2) / (hits.length * misses.length);
  return Math.max(share, 1 - share);
}

async function timing(server: BenchServer, codes: readonly string[]): Promise<void> {
  const url = new URL('/api/checks', server.url);
  const times: { hit: number[]; wrongName: number[]; miss: number[] } = { hit: [], wrongName: [], miss: [] };
  const order = ['hit', 'miss', 'wrongName'] as const;
  for (let at = 0; at < samples + 300; at++) {
    // In an order that no drift of the machine follows.
    const kind = order[Math.floor(Math.random() * 3)] ?? 'hit';
    const code = kind === 'miss' ? unknownCode(1_000_000 + at) : (codes[(at * 31) % codes.length] ?? '');
    const body = JSON.stringify({ kind: 'archive', by: { name: kind === 'wrongName' ? '林知远' : '林知𬭎', code } });
    const time = await post(url, body, `20.${(at >> 16) & 255}.${(at >> 8) & 255}.${at & 255}`);
    if (at >= 300) times[kind].push(time);
  }
  for (const [what, others] of [
    ['unknown code', times.miss],
    ['wrong name', times.wrongName],
  ] as const) {
    const area = auc(times.hit, others);
    const text = `AUC ${area.toFixed(3)}; medians ${milliseconds(median(times.hit))} and ${milliseconds(median(others))}, of ${samples} checks`;
    report(`hit against ${what}, told apart by time`, text, { met: area <= 0.55, text: '≤ 0.55' });
  }
  const area = auc(times.miss, times.wrongName);
  report('unknown code against wrong name', `AUC ${area.toFixed(3)}`, { met: area <= 0.55, text: '≤ 0.55' });
}

try {
  const codes = await seed();
  console.log(`${codes.length} codes`);
  const mixed = codes.map((code, at) => (at % missEvery === 0 ? unknownCode(at) : code));
  const scripts = {
    checks: join(database.folder, 'checks.lua'),
    bare: join(database.folder, 'bare.lua'),
    flood: join(database.folder, 'flood.lua'),
  };
  await writeFile(scripts.checks, luaOfChecks(mixed));
  await writeFile(scripts.bare, luaOfBare);
  await writeFile(scripts.flood, luaOfFlood);
  const server = await startBenchServer(database, keys);
  const bare = await startBare();
  const ratios: number[] = [];
  const [checks, looks]: [Load[], Load[]] = [[], []];
  await load(server, scripts.checks);
  for (let round = 0; round < rounds; round++) {
    const look = await load(bare, scripts.bare);
    const check = await load(server, scripts.checks);
    if (check.failed > 0) console.log(`  ${check.failed} of a round were refused`);
    checks.push(check);
    looks.push(look);
    ratios.push(check.perSecond / look.perSecond);
  }
  const ratio = median(ratios);
  report(
    `check, nine found of ten, ${connections} at once`,
    `${median(checks.map(({ perSecond }) => perSecond)).toFixed(0)}/s, p99 ${checks[0]?.p99}`,
  );
  report(
    'bare node:http with a look-up by primary key',
    `${median(looks.map(({ perSecond }) => perSecond)).toFixed(0)}/s, p99 ${looks[0]?.p99}`,
  );
  report('check of bare', `${percent(ratio)} (${ratios.map(percent).join(', ')})`, {
    met: ratio >= target,
    text: `≥ ${percent(target)}`,
  });
  const [ownCpu, bareCpu] = [checks, looks].map(rounds => median(rounds.map(({ cpu }) => cpu)));
  report('CPU of server and database', `${milliseconds(ownCpu ?? 0)} a check, ${milliseconds(bareCpu ?? 0)} a bare look-up`);
  await bare.stop();

  await timing(server, codes);

  // Their free failures first, of which each asks the database.
  for (let time = 0; time < 2; time++) await load(server, scripts.flood);
  const before = await logged();
  const cpu = cpuSecondsWithChildren(database.pid);
  const flood = await load(server, scripts.flood);
  const asked = (await logged()) - before;
  const used = cpuSecondsWithChildren(database.pid) - cpu;
  report('flood, refused before the database', `${flood.perSecond.toFixed(0)}/s, p99 ${flood.p99}`, {
    met: flood.perSecond >= 5_000,
    text: '≥ 5000/s',
  });
  report(
    'checks that reached the database meanwhile',
    `${asked} of ${Math.round(flood.perSecond * seconds)} requests; its CPU ${used.toFixed(2)} s`,
    {
      met: asked === 0,
      text: '0',
    },
  );
  agent.destroy();
  await server.stop();
} finally {
  await database.stop();
}
