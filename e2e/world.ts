/** The whole of it as `npm start` runs it, in a home of its own on free ports, on the day of the journey. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '#server/platform/embedded-postgres/embedded-postgres.ts';
import { openDatabase, unnamed } from '#server/platform/postgres/postgres.ts';
import { clockOffset } from './clock.ts';
import { addedPeople } from './people.ts';

const root = fileURLToPath(new URL('../', import.meta.url));
export const artefacts = join(root, 'artefacts', 'e2e');

export interface World {
  readonly url: string;
  readonly inbox: string;
  /** For files of the test itself. */
  readonly folder: string;
  /** Where the demonstration keeps its keys and its database. */
  readonly home: string;
  /** All that waits has waited so much longer. */
  letDaysPass(days: number): Promise<void>;
  /** Whoever is signed in has to show who they are before what touches security. */
  letProofsEnd(): Promise<void>;
  stop(): Promise<void>;
}

async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}

/** Adds people who can sign in beside the demo graduates; the sandbox reads its file again when it changes. */
async function addPeople(home: string): Promise<void> {
  const file = join(home, 'sandbox', 'people.json');
  const people: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (Array.isArray(people)) await writeFile(file, JSON.stringify([...people, ...addedPeople]));
}

/** Rejects with what the process said when it ends before it answers. */
export async function startWorld(): Promise<World> {
  await rm(artefacts, { recursive: true, force: true });
  await mkdir(artefacts, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'quxiang-e2e-'));
  const home = join(folder, 'home');
  const [port, sandboxPort] = [await freePort(), await freePort()];
  const logFile = join(artefacts, 'server.log');
  const log = createWriteStream(logFile);
  await once(log, 'open');
  const child = spawn(
    process.execPath,
    ['--import', join(root, 'e2e', 'shift-clock.mjs'), join(root, 'scripts', 'start-demo.ts')],
    {
      cwd: root,
      env: {
        ...process.env,
        PORT: String(port),
        SANDBOX_PORT: String(sandboxPort),
        QUXIANG_HOME: home,
        E2E_CLOCK_OFFSET: String(clockOffset),
      },
      stdio: ['ignore', log, log],
    },
  );
  const exited = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;

  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await exited;
    }
    log.end();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  // A build of the pages on a slow machine is the longest part.
  const patience = performance.now() + 240_000;
  for (;;) {
    const answer = await fetch(`${url}/api/portal`).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null || performance.now() > patience) {
      await stop();
      throw new Error(`the server did not start:\n${await readFile(logFile, 'utf8')}`);
    }
    await pause(100);
  }
  await addPeople(home);
  const execute = async (sql: string, values: readonly unknown[] = []) => {
    const { ownerUrl } = await startEmbeddedPostgres(join(home, 'postgres'));
    const database = openDatabase(ownerUrl);
    await database.execute(unnamed(sql), values);
    await database.close();
  };
  const letDaysPass = (days: number) =>
    execute("update destination_case set updated_at = updated_at - $1 * interval '1 day'", [days]);
  const letProofsEnd = () => execute('update session set proven_at = null');
  return { url, inbox: `http://127.0.0.1:${sandboxPort}`, folder, home, letDaysPass, letProofsEnd, stop };
}
