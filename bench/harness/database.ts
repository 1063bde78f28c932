import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { applicationRole, startEmbeddedPostgres } from '#server/platform/embedded-postgres/embedded-postgres.ts';
import { migrate } from '#server/platform/migrations/migrate.ts';
import { type Database, openDatabase } from '#server/platform/postgres/postgres.ts';

export interface BenchDatabase {
  /** As the owner of the tables: for seeding and looking. */
  readonly owner: Database;
  /** As the application's role, which the server under test works under. */
  readonly url: string;
  readonly sockets: string;
  /** The postmaster. */
  readonly pid: number;
  /** Temporary, for files beside the database. */
  readonly folder: string;
  stop(): Promise<void>;
}

/** The product's own embedded PostgreSQL, as durable as in production, on a temporary folder that `stop` removes. */
export async function startBenchDatabase(): Promise<BenchDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'quxiang-bench-'));
  chmodSync(folder, 0o755); // root's database runs under another account
  const server = await startEmbeddedPostgres(join(folder, 'postgres'));
  await migrate(server.ownerUrl, { role: applicationRole });
  const owner = openDatabase(server.ownerUrl, { max: 4 });
  return {
    owner,
    url: server.url,
    sockets: server.sockets,
    pid: server.pid,
    folder,
    stop: async () => {
      await owner.close();
      await server.stop();
      for (const place of [server.home, folder]) rmSync(place, { recursive: true, force: true });
    },
  };
}
