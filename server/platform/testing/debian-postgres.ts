import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { databaseAccount } from '../embedded-postgres/account.ts';
import { socketUrl } from '../embedded-postgres/embedded-postgres.ts';

const binaries = '/usr/lib/postgresql/15/bin';

/** Whether Debian's PostgreSQL 15 is installed here. */
export const hasDebianPostgres = existsSync(join(binaries, 'initdb'));

export interface ThrowAwayServer {
  /** A URL for a role and a database on it. */
  url(role: string, database: string): string;
  /** Runs statements as superuser in a database, by default `postgres`. */
  administer(statements: readonly string[], database?: string): Promise<void>;
  stop(): Promise<void>;
}

/** A PostgreSQL 15 of the distribution with an empty cluster in a temporary folder. */
export async function startDebianPostgres(): Promise<ThrowAwayServer> {
  const account = databaseAccount();
  const folder = mkdtempSync(join(tmpdir(), 'quxiang-debian-'));
  chmodSync(folder, 0o700);
  if (account.uid !== undefined && account.gid !== undefined) chownSync(folder, account.uid, account.gid);
  const data = join(folder, 'data');
  const environment = { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  const options = { ...account, cwd: '/', env: environment } as const;
  execFileSync(join(binaries, 'initdb'), ['-D', data, '-U', 'admin', '-E', 'UTF8', '--locale=C.UTF-8', '-A', 'trust', '-N'], {
    ...options,
    stdio: 'ignore',
  });
  const server: ChildProcess = spawn(
    join(binaries, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off'],
    { ...options, stdio: 'ignore' },
  );
  const url = (role: string, database: string) => socketUrl(role, folder, database);
  const administer = async (statements: readonly string[], database = 'postgres') => {
    const client = new pg.Client({ connectionString: url('admin', database) });
    await client.connect();
    try {
      for (const statement of statements) await client.query(statement);
    } finally {
      await client.end();
    }
  };
  while (
    server.exitCode === null &&
    !(await administer([]).then(
      () => true,
      () => false,
    ))
  )
    await new Promise(resolve => setTimeout(resolve, 20));
  return {
    url,
    administer,
    stop: async () => {
      const exited = once(server, 'exit');
      server.kill('SIGINT');
      await exited;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
