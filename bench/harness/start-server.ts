import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { KeyRing } from '#server/platform/base/crypto.ts';
import { cpuSecondsOf, residentBytesOf } from './cpu.ts';
import type { BenchDatabase } from './database.ts';
import { freePort } from './server-config.ts';

export interface BenchServer {
  readonly url: string;
  /** Seconds of CPU that the process has used so far; NaN where the system does not tell. */
  cpuSeconds(): number;
  /** Of memory that it holds now; NaN where the system does not tell. */
  residentBytes(): number;
  stop(): Promise<void>;
}

interface Options {
  readonly workers?: boolean;
  readonly pages?: boolean;
}

/** Starts the product's server on a bench database. CPU_PROFILE=folder writes a CPU profile of it there. */
export async function startBenchServer(
  database: BenchDatabase,
  keys: KeyRing,
  { workers = false, pages = false }: Options = {},
): Promise<BenchServer> {
  const port = await freePort();
  const place = { port, databaseUrl: database.url, dataFolder: database.folder, keys, workers, pages };
  const profile = process.env.CPU_PROFILE;
  const child: ChildProcess = fork(fileURLToPath(new URL('server-process.ts', import.meta.url)), {
    env: { ...process.env, NODE_ENV: 'production', BENCH_SERVER: JSON.stringify(place) },
    execArgv: profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => Promise.reject(new Error('the server under test did not start'))),
  ]);
  return {
    url: `http://127.0.0.1:${port}`,
    cpuSeconds: () => cpuSecondsOf(child.pid ?? 0),
    residentBytes: () => residentBytesOf(child.pid ?? 0),
    stop: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGTERM');
      await gone;
    },
  };
}
