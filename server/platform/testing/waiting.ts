import { type Database, unnamed } from '../postgres/postgres.ts';

const countWaiting = unnamed<{ count: number }>(
  `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
);

/** Until so many sessions of this database wait for a lock: a race is set up by what holds it, not by time. */
export async function untilWaiting(database: Database, count: number): Promise<void> {
  while ((await database.one(countWaiting)).count < count) await new Promise(resolve => setImmediate(resolve));
}
