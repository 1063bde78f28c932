import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { addJob, defineJob } from '../jobs/jobs.ts';
import { handle, startWorkers } from '../jobs/worker.ts';
import { migrate } from '../migrations/migrate.ts';
import { openDatabase, unnamed } from '../postgres/postgres.ts';
import { databaseAccount, isReachableByAll } from './account.ts';
import { findBinaries, installedPackage } from './binaries.ts';
import { startEmbeddedPostgres } from './embedded-postgres.ts';
import { keepEmbeddedPostgres } from './keep.ts';
import { isAlive, livePostmaster } from './locks.ts';

const isRoot = process.getuid?.() === 0;
const onlyAsRoot = isRoot ? false : 'needs root';
const program = fileURLToPath(new URL('../testing/start-embedded.ts', import.meta.url));

let folder: string;
let home: string;
const children: ChildProcess[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'quxiang-embedded-'));
  chmodSync(folder, 0o755);
  home = join(folder, 'home');
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const data of findData(folder)) killServer(data);
  rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
});

function findData(place: string): string[] {
  return readdirSync(place, { recursive: true, encoding: 'utf8' })
    .filter(entry => entry.endsWith('postmaster.pid'))
    .map(entry => dirname(join(place, entry)));
}

/** Kills the postmaster with -9 and waits until its backends have noticed, so that the folder can be removed. */
function killServer(data: string): void {
  const pid = livePostmaster(data);
  if (pid !== undefined) process.kill(pid, 'SIGKILL');
}

const started = z.object({ url: z.string(), pid: z.number(), adopted: z.boolean() });

/** Starts the database in a process of its own, in its own process group. */
function startInChild(place: string, account: { uid?: number; gid?: number } = {}) {
  const child = spawn(process.execPath, [program, place], {
    ...account,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
    cwd: '/',
  });
  children.push(child);
  const result = once(child.stdout, 'data').then(([line]) => started.parse(JSON.parse(String(line))));
  return { child, result };
}

async function killHard(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  await exited;
}

async function query<Row>(url: string, text: string): Promise<Row[]> {
  const database = openDatabase(url, { max: 1 });
  try {
    return await database.query(unnamed<Row>(text));
  } finally {
    await database.close();
  }
}

test('the first start makes a durable UTF-8 database that knows Chinese and listens on a closed unix socket only', async () => {
  const server = await startEmbeddedPostgres(home);
  assert.equal(server.adopted, false);
  const [facts] = await query<Record<string, string>>(
    server.ownerUrl,
    `select current_setting('listen_addresses') as tcp, current_setting('fsync') as fsync, current_setting('data_checksums') as checksums,
       current_setting('server_encoding') as encoding, ('阿依古丽' ~ '^\\w+$')::text as letters, upper('ǆ') as upper,
       (select rolsuper::text from pg_roles where rolname = 'quxiang_app') as application_is_super`,
  );
  assert.deepEqual(facts, {
    tcp: '',
    fsync: 'on',
    checksums: 'on',
    encoding: 'UTF8',
    letters: 'true',
    upper: 'Ǆ',
    applicationIsSuper: 'false',
  });
  assert.deepEqual(await query(server.url, 'select current_user::text as who, current_database()::text as place'), [
    { who: 'quxiang_app', place: 'quxiang' },
  ]);
  assert.equal(statSync(server.sockets).mode & 0o777, 0o700);
  await server.stop();
  assert.equal(isAlive(server.pid), false);
  await server.stop();
});

test('node killed with -9: the next start adopts the running server', async () => {
  const { child, result } = startInChild(home);
  const first = await result;
  await killHard(child);
  const second = await startEmbeddedPostgres(home);
  assert.deepEqual([second.adopted, second.pid, second.url], [true, first.pid, first.url]);
  await second.stop();
});

test('node and server killed with -9: the next start recovers, and what was committed is there', async () => {
  const first = await startEmbeddedPostgres(home);
  await query(first.ownerUrl, 'create table kept as select 1 as n');
  await first.stop();
  const { child, result } = startInChild(home);
  const { pid } = await result;
  await query(first.ownerUrl, 'insert into kept values (2)');
  process.kill(pid, 'SIGKILL');
  await killHard(child);
  const again = await startEmbeddedPostgres(home);
  assert.equal(again.adopted, false);
  assert.deepEqual(await query(again.ownerUrl, 'select n from kept order by n'), [{ n: 1 }, { n: 2 }]);
  await again.stop();
});

test('a killed server that no one has reaped (a zombie) does not keep the next from starting', async () => {
  const { child, result } = startInChild(home);
  const { pid } = await result;
  child.kill('SIGSTOP'); // its parent sleeps, so the dead server stays in the process table
  process.kill(pid, 'SIGKILL');
  const again = await startEmbeddedPostgres(home);
  assert.match(readFileSync(`/proc/${pid}/status`, 'utf8'), /State:\s+Z/);
  assert.equal(again.adopted, false);
  await again.stop();
});

test('a pid file that names a living process which is not the server is seen through', async () => {
  const first = await startEmbeddedPostgres(home);
  const pidFile = join(home, 'data', 'postmaster.pid');
  const left = readFileSync(pidFile, 'utf8');
  await first.stop();
  // One of the same account: PostgreSQL itself sees through the others.
  const stranger = spawn('sleep', ['600'], { ...databaseAccount(), stdio: 'ignore', cwd: '/' });
  children.push(stranger);
  writeFileSync(pidFile, left.replace(/^\d+/, String(stranger.pid)));
  const again = await startEmbeddedPostgres(home);
  assert.equal(again.adopted, false);
  await again.stop();
  assert.equal(stranger.exitCode ?? stranger.signalCode, null);
});

test('initdb killed half way: the next start sweeps what it left and begins anew', async () => {
  mkdirSync(home, { mode: 0o755 });
  const begun = Promise.withResolvers<string>();
  const watcher = watch(home, (_, file) => {
    if (file !== null && /^data\./.test(file)) begun.resolve(file);
  });
  const { child } = startInChild(home);
  const half = await begun.promise;
  watcher.close();
  assert.ok(child.pid);
  const exited = once(child, 'exit');
  process.kill(-child.pid, 'SIGKILL'); // the group: node, initdb and its postgres
  await exited;
  assert.ok(existsSync(join(home, half)));
  const server = await startEmbeddedPostgres(home);
  assert.deepEqual(
    readdirSync(home).filter(entry => entry.startsWith('data')),
    ['data'],
  );
  await server.stop();
});

test('two first starts at once: one starts, the other adopts', async () => {
  const answers = await Promise.all([startInChild(home).result, startInChild(home).result]);
  assert.deepEqual(answers.map(answer => answer.adopted).toSorted(), [false, true]);
  assert.equal(answers[0]?.pid, answers[1]?.pid);
});

test('a server that is just stopping is not adopted', async () => {
  const first = await startEmbeddedPostgres(home);
  process.kill(first.pid, 'SIGINT');
  const again = await startEmbeddedPostgres(home);
  assert.equal((await query(again.url, 'select 1 as n')).length, 1);
  await again.stop();
});

test('a server killed while it is used comes back by itself; pool, listeners and workers go on', async () => {
  const server = await keepEmbeddedPostgres(home, () => undefined, 20);
  await migrate(server.ownerUrl);
  const database = openDatabase(server.url);
  const ping = defineJob('test.ping', z.object({}));
  const ran = Promise.withResolvers<void>();
  const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const workers = await startWorkers(database, [handle(ping, async () => ran.resolve())], { log: silent });
  const told = Promise.withResolvers<void>();
  const end = await database.listen('test', payload => (payload === undefined ? told.resolve() : undefined));
  process.kill(server.pid, 'SIGKILL');
  await told.promise;
  await addJob(database, ping, {}, { key: 'after' });
  await ran.promise;
  await end();
  await workers.stop();
  await database.close();
  await server.stop();
  assert.equal(livePostmaster(join(home, 'data')), undefined);
});

test('a path too long for a socket', async () => {
  const deep = join(folder, 'long-'.repeat(12), '很长的目录名'.repeat(4), 'home');
  const server = await startEmbeddedPostgres(deep);
  assert.equal((await query(server.url, 'select 1 as n')).length, 1);
  await server.stop();
  rmSync(server.sockets, { recursive: true });
});

test('a name with spaces, quotes and marks that mean something in a URL', async () => {
  const server = await startEmbeddedPostgres(join(folder, `it's a "100%" #1 ?x=y&z folder`));
  assert.equal((await query(server.url, 'select 1 as n')).length, 1);
  await server.stop();
});

test('the log of the server holds no values of rows', async () => {
  const server = await startEmbeddedPostgres(home);
  await query(server.ownerUrl, 'create table person (id_number text primary key)');
  const insert = `insert into person values ('110101200301018888')`;
  await query(server.ownerUrl, insert);
  await assert.rejects(query(server.ownerUrl, insert), /duplicate key/);
  await server.stop();
  const log = readFileSync(join(server.home, 'postgres.log'), 'utf8');
  assert.match(log, /duplicate key/);
  assert.doesNotMatch(log, /110101200301018888/);
});

test('library links that an installation without scripts has not made are made', () => {
  const copy = copyOfPackage(join(folder, 'package'));
  const lib = join(copy, 'native', 'lib');
  for (const entry of readdirSync(lib)) if (lstatSync(join(lib, entry)).isSymbolicLink()) rmSync(join(lib, entry));
  const { postgres } = findBinaries(home, {}, copy);
  assert.match(execFileSync(postgres, ['--version'], { encoding: 'utf8' }), /^postgres \(PostgreSQL\) 18/);
  assert.equal(postgres, join(copy, 'native', 'bin', 'postgres'));
});

test('binaries in a closed tree are run from a copy', { skip: onlyAsRoot }, () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const account = databaseAccount();
  const copy = copyOfPackage(join(closed, 'package'));
  mkdirSync(home);
  const { initdb } = findBinaries(home, account, copy);
  assert.equal(initdb, join(home, 'pg', 'bin', 'initdb'));
  assert.match(execFileSync(initdb, ['--version'], { ...account, cwd: '/', encoding: 'utf8' }), /18/);
  const madeAt = statSync(initdb).ctimeMs;
  findBinaries(home, account, copy);
  assert.equal(statSync(initdb).ctimeMs, madeAt, 'copied once');
});

test('a home in a closed tree is moved where the account can reach it, always to the same place', {
  skip: onlyAsRoot,
}, async () => {
  const closed = join(folder, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  const first = await startEmbeddedPostgres(join(closed, 'home'));
  try {
    assert.ok(isReachableByAll(first.home));
    const second = await startEmbeddedPostgres(join(closed, 'home'));
    assert.deepEqual([second.adopted, second.home], [true, first.home]);
  } finally {
    await first.stop();
    rmSync(first.home, { recursive: true });
  }
});

test('root starts it under an account without rights', { skip: onlyAsRoot }, async () => {
  const server = await startEmbeddedPostgres(home);
  assert.equal(statSync(`/proc/${server.pid}`).uid, databaseAccount().uid);
  await server.stop();
});

const nobody = isRoot
  ? { uid: Number(execFileSync('id', ['-u', 'nobody'])), gid: Number(execFileSync('id', ['-g', 'nobody'])) }
  : {};
const cannotSwitch =
  onlyAsRoot ||
  (isReachableByAll(process.execPath) && isReachableByAll(dirname(program)) ? false : 'the checkout is closed to other users');

test('an ordinary user starts it as itself', { skip: cannotSwitch }, async () => {
  mkdirSync(home);
  chownSync(home, nobody.uid ?? 0, nobody.gid ?? 0);
  const { result } = startInChild(home, nobody);
  const { pid } = await result;
  assert.equal(statSync(`/proc/${pid}`).uid, nobody.uid);
});

test('a user without an account name is told what to do', () => {
  assert.throws(() => databaseAccount(54_321), /uid 54321.*DATABASE_URL/s);
  assert.doesNotThrow(() => databaseAccount(isRoot ? nobody.uid : process.getuid?.()));
});

function copyOfPackage(to: string): string {
  cpSync(installedPackage(), to, { recursive: true, verbatimSymlinks: true });
  return to;
}
