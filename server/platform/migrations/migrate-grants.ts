import pg from 'pg';

/**
 * Gives the application's role its rights on all that exists now, and takes any others away: it may read and add to
 * history and audit tables, read and change the others' rows, add and run jobs, and never touch the schema.
 * Creates the role when it is missing. Does nothing when the role is the owner itself.
 */
export async function grantApplicationRole(owner: pg.ClientBase, role: string): Promise<void> {
  const self = await owner.query<{ name: string }>('select current_user as name');
  if (self.rows[0]?.name === role) return;
  const name = pg.escapeIdentifier(role);
  const known = await owner.query('select 1 from pg_roles where rolname = $1', [role]);
  if (known.rowCount === 0) await owner.query(`create role ${name} login`);

  await owner.query('begin');
  try {
    for (const text of [...(await schemaGrants(owner, name, role)), ...(await jobGrants(owner, name))]) await owner.query(text);
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw error;
  }
}

async function schemaGrants(owner: pg.ClientBase, name: string, role: string): Promise<string[]> {
  // A partition has the rights of the table it is part of, whatever its own name.
  const tables = await owner.query<{ table: string; root: string }>(`
    select c.oid::regclass::text as table, coalesce(pg_partition_root(c.oid), c.oid)::regclass::text as root
    from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`);
  const open = await owner.query<{ open: boolean }>(`select has_schema_privilege($1, 'public', 'create') as open`, [role]);
  return [
    ...(open.rows[0]?.open === true ? [`revoke create on schema public from public, ${name}`] : []),
    `grant usage on schema public to ${name}`,
    `revoke all on all tables in schema public from ${name}`,
    ...tables.rows.map(({ table, root }) => `grant ${rightsOn(root)} on ${table} to ${name}`),
    `grant usage, select on all sequences in schema public to ${name}`,
  ];
}

function rightsOn(table: string): string {
  if (table === 'schema_migration') return 'select';
  const isRecord = table.endsWith('_history') || table.startsWith('audit_');
  return isRecord ? 'select, insert' : 'select, insert, update, delete';
}

/** graphile-worker's tables have row security without policies: closed to everyone but their owner. */
async function jobGrants(owner: pg.ClientBase, name: string): Promise<string[]> {
  const tables = await owner.query<{ table: string }>(`
    select c.oid::regclass::text as table from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity order by 1`);
  return [
    `grant usage on schema graphile_worker to ${name}`,
    `grant select, insert, update, delete on all tables in schema graphile_worker to ${name}`,
    `revoke insert, update, delete on graphile_worker.migrations from ${name}`,
    `grant usage, select on all sequences in schema graphile_worker to ${name}`,
    ...tables.rows.flatMap(({ table }) => [
      `drop policy if exists quxiang_application on ${table}`,
      `create policy quxiang_application on ${table} to ${name} using (true) with check (true)`,
    ]),
  ];
}
