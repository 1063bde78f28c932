import { execFile, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { type Account, databaseAccount } from './account.ts';
import { type Binaries, findBinaries, installedPackage } from './binaries.ts';
import { createData, makeHome, makeSockets, sweepHalfMadeData } from './home.ts';
import { clearStaleLocks, isAlive, livePostmaster, lockHome, socketsOf } from './locks.ts';

/** The role that owns the schema and migrates it. */
export const ownerRole = 'quxiang_owner';
/** The role the application works under; it owns nothing. */
export const applicationRole = 'quxiang_app';

export interface EmbeddedPostgres {
  /** The application's database as the application's role, over the unix socket. */
  readonly url: string;
  /** The same database as its owner, for migrations. */
  readonly ownerUrl: string;
  /** Where it really lives; differs from what was asked when root asked for a closed tree. */
  readonly home: string;
  /** The directory of its unix socket. */
  readonly sockets: string;
  readonly pid: number;
  /** True when the server was running already, left by an earlier process or started by another. */
  readonly adopted: boolean;
  /** Stops the server and waits until it is down. Other processes that use it lose their connections. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** False for tests only: a power cut may then destroy the database. */
  readonly durable?: boolean;
}

/**
 * Starts PostgreSQL on the folder `home`, or adopts the one that runs there. The server outlives this process when it
 * is killed, and the next start finds it. Safe to call in several processes at once.
 * Throws with the end of the server's log when it does not come up, and with advice when this account cannot run it.
 */
export async function startEmbeddedPostgres(home: string, options: EmbeddedOptions = {}): Promise<EmbeddedPostgres> {
  installedPackage(); // first of all, so that other platforms get its advice
  const account = databaseAccount();
  const place = makeHome(home, account);
  const unlock = await lockHome(place);
  try {
    return await startOrAdopt(place, account, options.durable ?? true);
  } finally {
    unlock();
  }
}

async function startOrAdopt(home: string, account: Account, durable: boolean): Promise<EmbeddedPostgres> {
  const data = join(home, 'data');
  sweepHalfMadeData(home);
  for (;;) {
    const running = livePostmaster(data);
    const server =
      running === undefined ? await launch(home, data, account, durable) : { pid: running, sockets: socketsOf(data) };
    const isReady = await untilReady(server.sockets, server.pid);
    if (isReady) {
      return {
        url: socketUrl(applicationRole, server.sockets),
        ownerUrl: socketUrl(ownerRole, server.sockets),
        home,
        sockets: server.sockets,
        pid: server.pid,
        adopted: running !== undefined,
        stop: () => stopServer(home, data, server.pid),
      };
    }
    // One that was just stopping when it was found: it is gone now, so start our own.
    if (running === undefined) throw new Error(`PostgreSQL did not start: ${logTail(home)}`);
  }
}

/** A connection URL over a unix socket, in the form that libpq and pg both read. */
export function socketUrl(role: string, sockets: string, database = 'quxiang'): string {
  return `postgresql://${role}@/${database}?host=${encodeURIComponent(sockets)}`;
}

// C messages, so that they can be searched for; UTC, so that nothing depends on the machine's zone.
const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };

async function launch(home: string, data: string, account: Account, durable: boolean): Promise<{ pid: number; sockets: string }> {
  const binaries = findBinaries(home, account, installedPackage());
  if (!existsSync(data)) await createData(data, folder => runInitdb(binaries, folder, account));
  const sockets = makeSockets(home, account);
  await clearStaleLocks(data, sockets);
  const log = openSync(join(home, 'postgres.log'), 'a', 0o600);
  try {
    const child = spawn(binaries.postgres, ['-D', data, '-k', sockets, ...settings(durable)], {
      ...account,
      env: environment,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    });
    child.unref();
    await new Promise<void>((started, failed) => child.once('spawn', started).once('error', failed));
    if (child.pid === undefined) throw new Error('PostgreSQL has no process id');
    return { pid: child.pid, sockets };
  } finally {
    closeSync(log);
  }
}

async function runInitdb(binaries: Binaries, folder: string, account: Account): Promise<void> {
  const options = ['-U', ownerRole, '-E', 'UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  // Without lc-ctype upper(), \w and the like know no Chinese.
  options.push('--lc-ctype=C.UTF-8', '--auth-local=trust', '--auth-host=reject', '--data-checksums');
  try {
    await promisify(execFile)(binaries.initdb, ['-D', folder, ...options], { ...account, env: environment, cwd: '/' });
  } catch (error) {
    throw new Error('initdb failed', { cause: error });
  }
}

// As little as possible is written, which is also what cloning a test database costs.
const undurable = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

function settings(durable: boolean): string[] {
  const megabytes = Math.max(64, Math.min(512, Math.floor(totalmem() / 2 ** 20 / 8)));
  const values: Record<string, string> = {
    listen_addresses: '',
    max_connections: durable ? '100' : '200',
    shared_buffers: `${durable ? megabytes : Math.min(128, megabytes)}MB`,
    max_wal_size: '4GB',
    random_page_cost: '1.1',
    // The log must not hold personal data: neither the failing statement nor the DETAIL with the row's values.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    ...(durable ? { wal_compression: 'on' } : undurable),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** True once the server has the application's role and database (crash recovery included), false when its process has ended. */
async function untilReady(sockets: string, pid: number): Promise<boolean> {
  for (const until = Date.now() + 60_000; Date.now() < until; await pause(10)) {
    const client = new pg.Client({ connectionString: socketUrl(ownerRole, sockets, 'postgres'), connectionTimeoutMillis: 5_000 });
    client.on('error', () => undefined); // the query that waits reports it
    try {
      await client.connect();
      await ensureDatabase(client);
      return true;
    } catch (error) {
      if (!isAlive(pid)) return false;
      // Not there yet, starting up or going down; anything else will not become better by waiting.
      if (error instanceof pg.DatabaseError && !error.code?.startsWith('57P')) throw error;
    } finally {
      await client.end().catch(() => undefined); // it was never connected
    }
  }
  throw new Error('PostgreSQL runs but does not answer within 60 seconds');
}

async function ensureDatabase(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ role: boolean; database: boolean }>(
    `select exists (select from pg_roles where rolname = $1) as role, exists (select from pg_database where datname = 'quxiang') as database`,
    [applicationRole],
  );
  if (rows[0]?.role === false) await client.query(`create role ${applicationRole} login`);
  if (rows[0]?.database === false) await client.query('create database quxiang');
}

async function stopServer(home: string, data: string, pid: number): Promise<void> {
  const unlock = await lockHome(home);
  try {
    if (livePostmaster(data) !== pid) return;
    process.kill(pid, 'SIGINT'); // "fast": ends sessions, writes a checkpoint
    while (isAlive(pid)) await pause(15);
  } finally {
    unlock();
  }
}

function logTail(home: string): string {
  const file = join(home, 'postgres.log');
  return existsSync(file) ? readFileSync(file, 'utf8').slice(-800) : 'no log was written';
}
