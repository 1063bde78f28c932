// Runs beside the test server: stops it, and itself, when no test has used it for a minute. A process of its own, so
// that no test process has to wait for it and none has to be the last.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { ownerRole, socketUrl } from '../embedded-postgres/embedded-postgres.ts';
import { livePostmaster, lockHome, socketsOf } from '../embedded-postgres/locks.ts';

const [, , home, lastUsedFile, idleSeconds = '60'] = process.argv;
if (home === undefined || lastUsedFile === undefined)
  throw new Error('usage: stop-idle-server.ts HOME LAST_USED_FILE [IDLE_SECONDS]');
const data = join(home, 'data');
const idleMilliseconds = Number(idleSeconds) * 1_000;

let lastUsed = Date.now();
for (;;) {
  await pause(idleMilliseconds / 12);
  const unlock = await lockHome(home);
  try {
    const pid = livePostmaster(data);
    if (pid === undefined) break;
    const client = new pg.Client({ connectionString: socketUrl(ownerRole, socketsOf(data), 'postgres') });
    await client.connect();
    try {
      if (await isUsed(client)) lastUsed = Date.now();
      lastUsed = Math.max(lastUsed, statSync(lastUsedFile).mtimeMs);
      if (Date.now() - lastUsed < idleMilliseconds) continue;
      await dropTestDatabases(client);
    } finally {
      await client.end();
    }
    process.kill(pid, 'SIGINT');
    while (livePostmaster(data) === pid) await pause(50);
    break;
  } finally {
    unlock();
  }
}

async function isUsed(client: pg.Client): Promise<boolean> {
  const others = await client.query(
    `select 1 from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid() limit 1`,
  );
  return others.rowCount !== 0;
}

/** What killed tests have left, and templates of schemas that are no more; a template is made again in a second. */
async function dropTestDatabases(client: pg.Client): Promise<void> {
  const left = await client.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(test|template)_[0-9a-z]+$'`,
  );
  for (const { datname } of left.rows) await client.query(`drop database if exists ${pg.escapeIdentifier(datname)} with (force)`);
}
