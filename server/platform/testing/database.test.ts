import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { startEmbeddedPostgres } from '../embedded-postgres/embedded-postgres.ts';
import { isAlive } from '../embedded-postgres/locks.ts';
import { openDatabase, unnamed } from '../postgres/postgres.ts';
import { createTestDatabase } from './database.ts';

test('each test database is migrated, and no one sees the rows of another', async () => {
  const [one, other] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  await one.database.query(unnamed(`insert into worker_heartbeat values ('mine', null, now(), now())`));
  assert.deepEqual(await other.database.query(unnamed('select * from worker_heartbeat')), []);
  await Promise.all([one.drop(), other.drop()]);
  await assert.rejects(openDatabase(one.url).query(unnamed('select 1')), /does not exist/);
});

test('the idle watcher leaves a server alone that is in use, and stops it afterwards', async t => {
  const folder = mkdtempSync(join(tmpdir(), 'quxiang-idle-'));
  chmodSync(folder, 0o755);
  const server = await startEmbeddedPostgres(join(folder, 'home'), { durable: false });
  t.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const lastUsed = join(folder, 'last-used');
  writeFileSync(lastUsed, '');
  utimesSync(lastUsed, 0, 0);
  const database = openDatabase(server.url, { max: 1 });
  await database.query(unnamed('select 1'));

  const program = fileURLToPath(new URL('stop-idle-server.ts', import.meta.url));
  const watcher = spawn(process.execPath, [program, server.home, lastUsed, '0.012'], { stdio: 'inherit' });
  const exited = once(watcher, 'exit');
  // Its visits are seen in the server: it has looked several times while this connection was open.
  const visits = unnamed<{ sessions: number }>(`select sessions from pg_stat_database where datname = 'postgres'`);
  const before = (await database.one(visits)).sessions;
  while ((await database.one(visits)).sessions < before + 4) assert.equal(isAlive(server.pid), true);
  await database.close();
  assert.deepEqual(await exited, [0, null]);
  // It has let go of its folder, which is what the watcher waits for; the process itself ends a moment later.
  while (isAlive(server.pid)) await new Promise(resolve => setImmediate(resolve));
});
