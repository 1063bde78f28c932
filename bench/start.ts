/**
 * A fresh clone in a bare environment: how long `npm start` takes until the portal answers, with this machine's npm cache and with an
 * empty one, and how long the second start takes.
 *
 *   npm run bench -- start
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { databaseAccount } from '#server/platform/embedded-postgres/account.ts';
import { makeHome } from '#server/platform/embedded-postgres/home.ts';
import { freePort } from './harness/server-config.ts';
import { report } from './harness/tools.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
const deadline = 240_000;

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).status === 200;
  } catch {
    return false; // not yet
  }
}

interface Started {
  readonly seconds: number;
  stop(): Promise<void>;
}

async function start(folder: string, port: number, npmCache: string | undefined): Promise<Started> {
  const began = performance.now();
  // No more than a bare machine has.
  const cache = npmCache === undefined ? {} : { npm_config_cache: npmCache };
  const env = { PATH: process.env.PATH ?? '', HOME: homedir(), PORT: String(port), ...cache };
  const child: ChildProcess = spawn('npm', ['start'], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', chunk => (said = (said + String(chunk)).slice(-4000)));
  const stop = async () => {
    if (child.exitCode === null && child.pid) {
      const gone = once(child, 'exit');
      process.kill(-child.pid, 'SIGTERM');
      await gone;
    }
    await pause(1500); // the database stops after the program
  };
  while (performance.now() - began < deadline) {
    if (await answers(`http://127.0.0.1:${port}/`)) return { seconds: (performance.now() - began) / 1000, stop };
    if (child.exitCode !== null) throw new Error(`npm start ended with ${child.exitCode}:\n${said}`);
    await pause(50);
  }
  await stop();
  throw new Error(`no answer within ${deadline / 1000} s:\n${said}`);
}

async function measure(cache: string, npmCache?: string): Promise<void> {
  const work = mkdtempSync(join(tmpdir(), 'quxiang-start-'));
  chmodSync(work, 0o755);
  const folder = join(work, 'clone');
  const port = await freePort();
  let running: Started | undefined;
  try {
    execFileSync('git', ['clone', '--quiet', root, folder]);
    running = await start(folder, port, npmCache);
    report(`first start of a fresh clone, ${cache}`, `${running.seconds.toFixed(1)} s`, {
      met: running.seconds <= 90,
      text: '≤ 90 s',
    });
    await running.stop();
    running = await start(folder, port, npmCache);
    report(`second start, ${cache}`, `${running.seconds.toFixed(1)} s`, { met: running.seconds <= 3, text: '≤ 3 s' });
  } finally {
    await running?.stop();
    const database = makeHome(join(folder, '.data', 'demo', 'postgres'), databaseAccount());
    for (const place of [database, work]) rmSync(place, { recursive: true, force: true });
  }
}

await measure('npm cache of this machine');
const empty = mkdtempSync(join(tmpdir(), 'quxiang-npm-cache-'));
try {
  await measure('empty npm cache', empty);
} catch (error) {
  console.log(`SKIPPED: with an empty npm cache: ${error instanceof Error ? error.message.slice(-600) : error}`);
} finally {
  rmSync(empty, { recursive: true, force: true });
}
