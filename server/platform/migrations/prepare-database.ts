import pg from 'pg';
import { applicationRole } from '../embedded-postgres/embedded-postgres.ts';
import { keepEmbeddedPostgres } from '../embedded-postgres/keep.ts';
import { checkMigrated, migrate } from './migrate.ts';

export interface DatabaseSettings {
  /** DATABASE_URL: an own server, PostgreSQL 15 to 18. Without it the embedded one is started. */
  readonly databaseUrl?: string | undefined;
  /** DATABASE_OWNER_URL: the same database as the role that owns the tables. */
  readonly ownerUrl?: string | undefined;
  /** Where the embedded database lives. */
  readonly home: string;
}

export interface PreparedDatabase {
  /** As the application's role. */
  readonly url: string;
  /** As the owner; the same as `url` when there is no other. */
  readonly ownerUrl: string;
  readonly isEmbedded: boolean;
  /** The names of the migrations that were applied now. */
  readonly migrated: readonly string[];
  /** Stops the embedded server; does nothing to an own one. */
  stop(): Promise<void>;
}

type Warn = (message: string) => void;

/**
 * Makes the database ready for this program: started, checked, migrated, its rights given.
 * Throws, in words for the operator, when the server is too old, not UTF-8, or behind and not to be migrated by this role.
 */
export async function prepareDatabase(settings: DatabaseSettings, warn: Warn): Promise<PreparedDatabase> {
  if (settings.databaseUrl !== undefined) return prepareOwnServer(settings.databaseUrl, settings.ownerUrl, warn);
  const { url, ownerUrl, stop } = await keepEmbeddedPostgres(settings.home, warn);
  const migrated = await migrate(ownerUrl, { role: applicationRole });
  return { url, ownerUrl, isEmbedded: true, migrated, stop };
}

async function prepareOwnServer(url: string, ownerUrl: string | undefined, warn: Warn): Promise<PreparedDatabase> {
  const application = await inspect(url, warn);
  const prepared = { url, ownerUrl: ownerUrl ?? url, isEmbedded: false, stop: async () => undefined };
  if (ownerUrl === undefined && !application.mayCreate) {
    await withClient(url, client => checkMigrated(client));
    return { ...prepared, migrated: [] };
  }
  const owner = ownerUrl === undefined ? application : await inspect(ownerUrl, warn);
  if (owner.role === application.role) {
    warn(
      'the application works as the owner of its tables, so history and audit are not protected from it: give DATABASE_URL a role of its own and DATABASE_OWNER_URL the owner',
    );
  }
  return { ...prepared, migrated: await migrate(prepared.ownerUrl, { role: application.role }) };
}

interface Inspection {
  readonly role: string;
  readonly mayCreate: boolean;
}

async function inspect(url: string, warn: Warn): Promise<Inspection> {
  const facts = await withClient(url, async client => {
    const { rows } = await client.query<{
      role: string;
      may_create: boolean;
      version: number;
      encoding: string;
      letters: boolean;
    }>(
      `select current_user as role, has_schema_privilege('public', 'create') as may_create, current_setting('server_version_num')::integer as version,
         current_setting('server_encoding') as encoding, '中' ~ '\\w' as letters`,
    );
    return rows[0]!;
  });
  if (facts.version < 150_000)
    throw new Error(
      `需要 PostgreSQL 15 或更新的版本。/ PostgreSQL 15 or newer is needed, this is ${Math.floor(facts.version / 10_000)}.`,
    );
  if (facts.encoding !== 'UTF8')
    throw new Error(`数据库编码须为 UTF8。/ The database's encoding must be UTF8, it is ${facts.encoding}.`);
  if (!facts.letters)
    warn('the database takes Chinese characters for no letters (LC_CTYPE is C): create it with LC_CTYPE C.UTF-8');
  return { role: facts.role, mayCreate: facts.may_create };
}

async function withClient<Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000, application_name: 'quxiang prepare' });
  client.on('error', () => undefined); // the query that waits reports it
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
