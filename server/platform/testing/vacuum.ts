import { setTimeout as pause } from 'node:timers/promises';
import { type Database, statement, unnamed } from '../postgres/postgres.ts';

const visibility = statement<{ pages: number; visible: number }>(
  'testing.visibility',
  'select relpages as pages, relallvisible as visible from pg_class where oid = $1::text::regclass',
);

/**
 * Vacuums a table until each of its pages is known to be visible to all, as it is in a database that is at rest: a snapshot that is still
 * open, autovacuum's own among them, leaves pages out, and a plan that is measured then reads them too.
 */
export async function vacuumWhole(owner: Database, table: string): Promise<void> {
  await owner.execute(unnamed(`vacuum (full, analyze) ${table}`));
  for (let tries = 0; tries < 50; tries += 1) {
    await owner.execute(unnamed(`vacuum analyze ${table}`));
    const { pages, visible } = await owner.one(visibility, [table]);
    if (visible >= pages) return;
    await pause(100);
  }
  throw new Error(`pages of ${table} stay invisible to some`);
}
