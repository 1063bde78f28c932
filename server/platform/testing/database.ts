import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import {
  applicationRole,
  type EmbeddedPostgres,
  ownerRole,
  socketUrl,
  startEmbeddedPostgres,
} from '../embedded-postgres/embedded-postgres.ts';
import { isAlive } from '../embedded-postgres/locks.ts';
import { migrate, migrationsFolder } from '../migrations/migrate.ts';
import { readMigrations } from '../migrations/migrate-files.ts';
import { type Database, openDatabase } from '../postgres/postgres.ts';

export interface TestDatabase {
  /** Opened under the application's role, as the product opens it. */
  readonly database: Database;
  readonly url: string;
  readonly ownerUrl: string;
  /** Closes `database` and removes the test database, even if others are still connected. */
  drop(): Promise<void>;
}

/** Where the server of all tests of this checkout lives. */
export const testHome = fileURLToPath(new URL('../../../.data/test', import.meta.url));

/**
 * A fresh database with all migrations, cloned from a template that is made once per set of migrations. All test
 * processes share one server, which stops by itself a minute after the last of them (see stop-idle-server.ts).
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const { sockets } = await startTestServer();
  const admin = new pg.Client({ connectionString: socketUrl(ownerRole, sockets, 'postgres') });
  await admin.connect();
  const name = `test_${randomBytes(6).toString('hex')}`;
  try {
    const template = await ensureTemplate(admin, sockets);
    await admin.query(`create database ${name} template ${template}`);
  } finally {
    await admin.end();
  }
  const url = socketUrl(applicationRole, sockets, name);
  const database = openDatabase(url);
  return {
    database,
    url,
    ownerUrl: socketUrl(ownerRole, sockets, name),
    drop: async () => {
      await database.close();
      const client = new pg.Client({ connectionString: socketUrl(ownerRole, sockets, 'postgres') });
      await client.connect();
      await client.query(`drop database if exists ${name} with (force)`);
      await client.end();
    },
  };
}

async function startTestServer(): Promise<EmbeddedPostgres> {
  mkdirSync(testHome, { recursive: true });
  // Before the start: from here on the idle watcher leaves the server alone for a minute.
  const lastUsed = join(testHome, 'last-used');
  writeFileSync(lastUsed, '');
  const started = await startEmbeddedPostgres(testHome, { durable: false });
  const watcherFile = join(testHome, 'watcher.pid');
  const watcher = existsSync(watcherFile) ? Number(readFileSync(watcherFile, 'utf8')) : 0;
  if (!(watcher > 0 && isAlive(watcher))) {
    const program = fileURLToPath(new URL('stop-idle-server.ts', import.meta.url));
    const child = spawn(process.execPath, [program, started.home, lastUsed], { detached: true, stdio: 'ignore', cwd: '/' });
    child.unref();
    writeFileSync(watcherFile, String(child.pid));
  }
  return started;
}

/** The name of the template for the present migrations; made by the first process that asks, the others wait for it. */
async function ensureTemplate(admin: pg.Client, sockets: string): Promise<string> {
  const name = `template_${checksumOfSchema()}`;
  const exists = async () => ((await admin.query('select 1 from pg_database where datname = $1', [name])).rowCount ?? 0) > 0;
  if (await exists()) return name;
  await admin.query('select pg_advisory_lock(1)');
  try {
    if (await exists()) return name;
    await admin.query('drop database if exists template_unfinished with (force)');
    await admin.query('create database template_unfinished');
    await migrate(socketUrl(ownerRole, sockets, 'template_unfinished'));
    // Nobody may connect to a template while it is being cloned; the migration's last connection may still be going.
    await admin.query(`select pg_terminate_backend(pid) from pg_stat_activity where datname = 'template_unfinished'`);
    await admin.query(`alter database template_unfinished rename to ${name}`);
  } finally {
    await admin.query('select pg_advisory_unlock(1)');
  }
  return name;
}

function checksumOfSchema(): string {
  const hash = createHash('sha256');
  for (const file of readMigrations(migrationsFolder)) hash.update(`${file.name} ${file.checksum}\n`);
  for (const source of [
    '../migrations/migrate.ts',
    '../migrations/migrate-grants.ts',
    '../../../node_modules/graphile-worker/package.json',
  ]) {
    hash.update(readFileSync(new URL(source, import.meta.url)));
  }
  return hash.digest('hex').slice(0, 16);
}
