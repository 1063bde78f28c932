/**
 * kill -9 while people work: a server with its embedded database, clients that send random commands over HTTP with idempotency keys, and
 * somebody who kills the server, the database or both at random moments and starts them again. Clients send again until they are answered.
 * At the end everything acknowledged must be there exactly once, nothing half done, no job lost, every message sent once.
 *
 *   npm run bench -- kill        10,000 commands
 *   npm run bench -- kills       100,000 commands and 200 kills, whichever takes longer
 *   node scripts/node.mjs bench/kill.ts [commands, 10000] [kills, 0] [seed]
 *
 * Ctrl-C ends the work early; what was done until then is looked at as at the end.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type Random, seededRandom } from '#database/demo/random.ts';
import { demoChsi, demoIdentityCheck, demoSms, demoWechat, sandboxAddresses } from '#sandbox/demo-credentials.ts';
import { startTestSandbox } from '#sandbox/test-sandbox.ts';
import type { Config } from '#server/config.ts';
import { createVault, freshKeyRing } from '#server/platform/base/crypto.ts';
import { type Database, openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import { freshStatementKeys } from '#server/platform/statements/statements.ts';
import { freePort } from './harness/server-config.ts';
import { median, milliseconds, quantile, report } from './harness/tools.ts';
import { type Acknowledged, jobsLeft, verify } from './kill/verify.ts';
import { type Command, makeWorld } from './kill/world.ts';

const target = Number(process.argv[2] ?? 10_000);
const killTarget = Number(process.argv[3] ?? 0);
const seed = Number(process.argv[4] ?? Date.now() % 1_000_000_000);
const clients = 8;
const graduates = 400;

const folder = mkdtempSync(join(tmpdir(), 'quxiang-kill-'));
chmodSync(folder, 0o755); // root's database runs under another account
const sandbox = await startTestSandbox({ smsPerMinute: 1_000_000 });
const outside = sandboxAddresses(sandbox.url);
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const keys = freshKeyRing();
const config: Config = {
  demo: true,
  host: '127.0.0.1',
  port,
  publicUrl: url,
  databaseUrl: '',
  dataFolder: folder,
  keys,
  statementKeys: freshStatementKeys(),
  chsi: { issuer: outside.chsiIssuer, ...demoChsi },
  wechat: { baseUrl: outside.wechatBaseUrl, ...demoWechat },
  sms: { endpoint: outside.smsEndpoint, ...demoSms },
  identityCheck: { url: outside.identityCheckUrl, ...demoIdentityCheck },
  timestampUrl: outside.timestampAuthorityUrl,
  timestampTrust: [readFileSync(join(sandbox.folder, 'tsa-ca.pem'), 'utf8')],
  helpContact: '',
  inboxUrl: null,
};

let server: ChildProcess | undefined;
const ready = z.object({ url: z.string(), ownerUrl: z.string() });
async function startServer(): Promise<z.output<typeof ready>> {
  for (let left = 20; left > 0; left--) {
    const child = fork(fileURLToPath(new URL('harness/killable-server.ts', import.meta.url)), {
      env: { ...process.env, KILLABLE_CONFIG: JSON.stringify(config) },
      stdio: ['ignore', 'inherit', 'ignore', 'ipc'],
    });
    server = child;
    const gone = once(child, 'exit');
    const message: unknown = await Promise.race([once(child, 'message').then(([sent]) => sent), gone.then(() => undefined)]);
    const parsed = ready.safeParse(message);
    if (parsed.success) {
      void gone.then(([code, signal]) => mendIfDead(code ?? signal));
      return parsed.data;
    }
    await pause(500);
  }
  throw new Error('the server does not start any more');
}
/** Nobody but this bench kills it: one that has ended by itself is a fault, and is started again as a service manager does. */
async function mendIfDead(how: unknown): Promise<void> {
  if (isOver || how === 'SIGKILL') return;
  faults.push(`the server ended by itself, ${how}`);
  await startServer();
}
const killServer = async (): Promise<void> => {
  const victim = server;
  if (!victim || victim.exitCode !== null || victim.signalCode !== null) return;
  const gone = once(victim, 'exit');
  victim.kill('SIGKILL');
  await gone;
};

let isOver = false;
/** Against a database that is being killed: asked again until it answers. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let left = 600; ; left--) {
    try {
      return await ask();
    } catch (error) {
      if (left === 0) throw error;
      await pause(50);
    }
  }
}

const acknowledged: Acknowledged[] = [];
const kills = { server: 0, database: 0, both: 0 };
let isEndedEarly = false;
process.once('SIGINT', () => (isEndedEarly = true));
/** Commands and kills come to their numbers together: clients work on while somebody is killed, and the other way round. */
const isEnough = (): boolean =>
  isEndedEarly || (acknowledged.length >= target && kills.server + kills.database + kills.both >= killTarget);
const acknowledgedAt: number[] = [];
const faults: string[] = [];
let [retries, doubles] = [0, 0];
const answerOf = z.object({ code: z.string().optional(), ref: z.string().optional(), version: z.number().optional() }).loose();

/** Sent until somebody answers: what the network or a dying server says is no answer. */
async function send(
  random: () => number,
  { key, method, path, cookie, body }: Command,
): Promise<{ status: number; text: string }> {
  for (;;) {
    const address = `10.${Math.floor(random() * 250)}.${Math.floor(random() * 250)}.1`;
    const headers = { cookie, 'idempotency-key': key, 'content-type': 'application/json', 'x-forwarded-for': address };
    try {
      const response = await fetch(url + path, {
        method,
        headers,
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      if (response.status < 500 && response.status !== 429) return { status: response.status, text };
    } catch {
      // refused, reset, cut off: the very thing that is tried here
    }
    retries += 1;
    await pause(20 + random() * 100);
  }
}

async function work(client: number, world: Awaited<ReturnType<typeof makeWorld>>): Promise<void> {
  const random = seededRandom(seed * 64 + client);
  const mine = world.graduates.filter((_, at) => at % clients === client);
  while (!isEnough()) {
    const command = await patiently(() => world.next(random, random.pick(mine)));
    if (!command) continue;
    const twice = random.chance(0.1);
    const [first, second] = await Promise.all([send(random.next, command), twice ? send(random.next, command) : undefined]);
    if (second) {
      doubles += 1;
      const [one, other] = [first, second].map(({ status, text }) => [status, answerOf.parse(JSON.parse(text)).code]);
      if (String(one) !== String(other)) faults.push(`${command.path} sent twice: ${one} and ${other}`);
    }
    if (first.status === 401) faults.push(`${command.path}: ${first.status}`);
    acknowledged.push({ key: command.key, path: command.path, done: first.status === 200 });
    acknowledgedAt.push(performance.now());
  }
}

/** So that kills and commands come to their numbers together, however fast the machine is. */
async function somewhatLater(random: Random): Promise<void> {
  const until = acknowledged.length + random.whole(1, Math.ceil((2 * target) / killTarget));
  while (!isEnough() && acknowledged.length < until) await pause(5);
}
const recoveries: number[] = [];
const postmaster = unnamed<{ folder: string }>(`select current_setting('data_directory') as folder`);
async function kill(database: Database): Promise<void> {
  const random = seededRandom(seed);
  const { folder: data } = await database.one(postmaster);
  const databasePid = (): number => Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n')[0]);
  while (!isEnough()) {
    await (killTarget > 0 ? somewhatLater(random) : pause(random.whole(500, 6_000)));
    if (isEnough()) return;
    const what = random.pick(['server', 'server', 'database', 'both'] as const);
    const [at, known] = [performance.now(), acknowledgedAt.length];
    if (what !== 'server') process.kill(databasePid(), 'SIGKILL');
    if (what !== 'database') await killServer();
    kills[what] += 1;
    if (what !== 'database') await startServer();
    // An answer that was on its way when the blow fell is no recovery; the sessions of a dead database answer a little longer.
    const since = what === 'database' ? at + 1_000 : performance.now();
    while (!isEnough() && !acknowledgedAt.slice(known).some(each => each > since)) await pause(10);
    recoveries.push((acknowledgedAt.slice(known).find(each => each > since) ?? performance.now()) - at);
    console.log(`${acknowledged.length} commands, killed ${what}, answered again after ${milliseconds(recoveries.at(-1) ?? 0)}`);
  }
}

try {
  console.log(`seed ${seed}`);
  const { ownerUrl } = await startServer();
  const database = openDatabase(ownerUrl, { max: clients + 2 });
  const today = new Date();
  // From September on the next year's cohort is open.
  const cohort = today.getUTCFullYear() + (today.getUTCMonth() >= 8 ? 1 : 0);
  const world = await makeWorld(database, createVault(keys), url, graduates, cohort);
  const began = performance.now();
  await Promise.all([kill(database), ...Array.from({ length: clients }, (_, client) => work(client, world))]);
  const seconds = (performance.now() - began) / 1000;
  isOver = true;
  const drained = performance.now();
  while (performance.now() - drained < 300_000 && (await patiently(() => database.one(jobsLeft))).left > 0) await pause(200);
  const draining = (performance.now() - drained) / 1000;
  const verdict = await verify(database, acknowledged, await sandbox.inbox('?limit=1000000'));
  report(
    `commands answered, ${clients} clients`,
    `${acknowledged.length} in ${seconds.toFixed(0)} s; ${JSON.stringify(verdict.figures)}`,
  );
  report('killed', `${kills.server} × the server, ${kills.database} × the database, ${kills.both} × both`);
  report('sent again because nobody had answered', `${retries}; sent twice at once ${doubles}`);
  report(
    'from the blow to the next answer, p50, p95, worst',
    [median(recoveries), quantile(recoveries, 0.95), Math.max(...recoveries)].map(milliseconds).join(', '),
  );
  report('until the last job was done', `${draining.toFixed(1)} s`);
  faults.push(...verdict.faults);
  for (const fault of faults.slice(0, 40)) console.log(`  ${fault}`);
  report('lost, half done or done twice', String(faults.length), { met: faults.length === 0, text: '0' });
  if (faults.length > 0) process.exitCode = 1;
  await database.close();
} finally {
  isOver = true;
  const gone = server && once(server, 'exit');
  server?.kill('SIGTERM');
  await gone;
  await sandbox.remove();
  if (process.exitCode !== 1) rmSync(folder, { recursive: true, force: true });
}
