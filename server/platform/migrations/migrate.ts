import { fileURLToPath } from 'node:url';
import { Logger, runMigrations as migrateGraphileWorker } from 'graphile-worker';
import pg from 'pg';
import { applicationRole } from '../embedded-postgres/embedded-postgres.ts';
import { makeLanes } from '../jobs/jobs.ts';
import { type MigrationFile, readMigrations, splitStatements } from './migrate-files.ts';
import { grantApplicationRole } from './migrate-grants.ts';

export { grantApplicationRole } from './migrate-grants.ts';

export interface MigrateOptions {
  /** Default: database/migrations. */
  readonly folder?: string;
  /** The role that gets the application's rights. Default: quxiang_app; created when it is missing. */
  readonly role?: string;
}

/** The migrations that belong to this program. */
export const migrationsFolder = fileURLToPath(new URL('../../../database/migrations/', import.meta.url));

// Any number will do, as long as no other program takes it in this database.
const lockKey = 7_236_541_001;

/**
 * Brings the database up to this program: the numbered files not yet applied, one transaction each, then the job
 * tables and the application's rights. Several processes may call it at once; one works, the others wait.
 * Answers the names of what it applied. Throws, with nothing half applied, when an applied file was changed, when the
 * numbers are out of order, and when the database is newer than the program.
 */
export async function migrate(ownerUrl: string, options: MigrateOptions = {}): Promise<string[]> {
  const files = readMigrations(options.folder ?? migrationsFolder);
  const pool = new pg.Pool({ connectionString: ownerUrl, max: 2, application_name: 'quxiang migrate' });
  // A lost connection is reported by the query that waits on it.
  pool.on('error', () => undefined);
  pool.on('connect', client => client.on('error', () => undefined));
  try {
    const client = await pool.connect();
    try {
      await client.query('select pg_advisory_lock($1)', [lockKey]);
      const due = await findDue(client, files);
      for (const file of due) await apply(client, file);
      await migrateGraphileWorker({ pgPool: pool, logger: silent });
      await makeLanes(client);
      await grantApplicationRole(client, options.role ?? applicationRole);
      await client.query('select pg_advisory_unlock($1)', [lockKey]);
      return due.map(file => file.name);
    } finally {
      client.release(true); // closing the session frees the lock also after an error
    }
  } finally {
    await pool.end();
  }
}

/** Throws when the database is not at this program's migrations. For a role that may not migrate itself. */
export async function checkMigrated(client: pg.ClientBase, folder: string = migrationsFolder): Promise<void> {
  const due = remaining(readMigrations(folder), await readApplied(client));
  if (due[0] !== undefined)
    throw new Error(`the database lacks the migration ${due[0].name}; set DATABASE_OWNER_URL so that it can be applied`);
}

const silent = new Logger(() => () => undefined);

async function findDue(client: pg.ClientBase, files: readonly MigrationFile[]): Promise<MigrationFile[]> {
  await client.query(`create table if not exists schema_migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now()
  )`);
  await client.query(`comment on table schema_migration is 'Migrations that were applied, with the checksum of their text.'`);
  return remaining(files, await readApplied(client));
}

interface AppliedMigration {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

async function readApplied(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const known = await client.query<{ known: boolean }>(`select to_regclass('public.schema_migration') is not null as known`);
  if (known.rows[0]?.known !== true) return [];
  return (await client.query<AppliedMigration>('select number, name, checksum from schema_migration order by number')).rows;
}

function remaining(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  for (const [index, row] of applied.entries()) {
    const file = files[index];
    if (file === undefined) throw new Error(`the database is newer than this program: it has ${row.name}`);
    if (file.number !== row.number)
      throw new Error(`migrations out of order: ${row.name} is applied, ${file.name} is not or is missing`);
    if (file.checksum !== row.checksum) throw new Error(`the applied migration ${row.name} was changed; write a new one instead`);
  }
  return files.slice(applied.length);
}

async function apply(client: pg.ClientBase, file: MigrationFile): Promise<void> {
  let statement = '';
  try {
    await client.query('begin');
    for (statement of splitStatements(file.text)) await client.query(statement);
    await client.query('insert into schema_migration (number, name, checksum) values ($1, $2, $3)', [
      file.number,
      file.name,
      file.checksum,
    ]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`migration ${file.name}: ${reason}, in: ${statement.slice(0, 200)}`, { cause: error });
  }
}
