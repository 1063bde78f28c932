import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, test } from 'node:test';
import pg from 'pg';
import { openDatabase, sqlState, unnamed } from '../postgres/postgres.ts';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { migrate } from './migrate.ts';
import { readMigrations, splitStatements } from './migrate-files.ts';

let place: TestDatabase;
let folder: string;
let owner: pg.Client;

before(async () => {
  place = await createTestDatabase();
  owner = new pg.Client({ connectionString: place.ownerUrl });
  await owner.connect();
});
after(async () => {
  await owner.end();
  await place.drop();
});
beforeEach(async t => {
  folder = mkdtempSync(join(tmpdir(), 'quxiang-migrations-'));
  if ('after' in t) t.after(() => rmSync(folder, { recursive: true }));
  await owner.query('drop schema public cascade');
  await owner.query('create schema public');
});

const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
const run = () => migrate(place.ownerUrl, { folder });
const tables = async () => {
  const found = await owner.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`,
  );
  return found.rows.map(row => row.name).toSorted();
};

test('files are applied in order, once', async () => {
  write('0002-second.sql', 'alter table first add column more text;');
  write('0001-first.sql', 'create table first (id integer);');
  assert.deepEqual(await run(), ['0001-first', '0002-second']);
  assert.deepEqual(await run(), []);
  write('0003-third.sql', 'create table third (id integer);');
  assert.deepEqual(await run(), ['0003-third']);
});

test('several processes that migrate at once apply each file once', async () => {
  write('0001-first.sql', 'create table first (id integer);');
  const answers = await Promise.all([run(), run(), run()]);
  assert.deepEqual(answers.flat(), ['0001-first']);
});

test('a file that fails leaves nothing of itself, and what came before stays', async () => {
  write('0001-first.sql', 'create table first (id integer);');
  write('0002-broken.sql', 'create table half (id integer); create table half (id integer);');
  await assert.rejects(run(), /0002-broken.*already exists/);
  assert.deepEqual(await tables(), ['first', 'schema_migration']);
});

test('an applied file that was changed is refused', async () => {
  write('0001-first.sql', 'create table first (id integer);');
  await run();
  write('0001-first.sql', 'create table first (id bigint);');
  await assert.rejects(run(), /0001-first was changed/);
});

test('a number below an applied one is refused', async () => {
  write('0002-second.sql', 'create table second (id integer);');
  await run();
  write('0001-late.sql', 'create table late (id integer);');
  await assert.rejects(run(), /out of order/);
  assert.deepEqual(await tables(), ['schema_migration', 'second']);
});

test('a database newer than the program is refused', async () => {
  write('0001-first.sql', 'create table first (id integer);');
  write('0002-second.sql', 'create table second (id integer);');
  await run();
  rmSync(join(folder, '0002-second.sql'));
  await assert.rejects(run(), /newer than this program: it has 0002-second/);
});

test('names that are not numbered and numbers used twice are refused', () => {
  write('0001-a.sql', '');
  write('0001-b.sql', '');
  assert.throws(() => readMigrations(folder), /0001-b/);
  write('add-things.sql', '');
  assert.throws(() => readMigrations(folder), /add-things\.sql/);
});

test('the application may add to history and audit but not change them, change other rows, and never the schema', async () => {
  write(
    '0001-tables.sql',
    `create table thing (id integer primary key generated always as identity, name text);
     create table thing_history (id integer, at timestamptz not null) partition by range (at);
     create table thing_rows_2026 partition of thing_history for values from ('2026-01-01') to ('2027-01-01');
     create table audit_entry (id integer);`,
  );
  await run();
  const application = openDatabase(place.url);
  const may = async (text: string) => (await application.query(unnamed(text)).then(() => 'yes', sqlState)) ?? 'failed';
  const denied = '42501';
  try {
    assert.equal(await may(`insert into thing (name) values ('a')`), 'yes');
    assert.equal(await may(`update thing set name = 'b'`), 'yes');
    assert.equal(await may('delete from thing'), 'yes');
    for (const [table, insert] of [
      ['thing_history', `insert into thing_history values (1, '2026-05-01')`],
      ['thing_rows_2026', `insert into thing_rows_2026 values (2, '2026-05-01')`],
      ['audit_entry', 'insert into audit_entry values (1)'],
    ] as const) {
      assert.equal(await may(insert), 'yes', table);
      assert.equal(await may(`select * from ${table}`), 'yes', table);
      assert.equal(await may(`update ${table} set id = 2`), denied, table);
      assert.equal(await may(`delete from ${table}`), denied, table);
      assert.equal(await may(`truncate ${table}`), denied, table);
    }
    assert.equal(await may(`update schema_migration set checksum = ''`), denied);
    assert.equal(await may('create table mine (id integer)'), denied);
    assert.equal(await may('alter table thing add column x integer'), denied);
    assert.equal(await may('drop table thing'), denied);
    assert.equal(await may('truncate thing'), denied);
    assert.equal(await may('create schema mine'), denied);
    assert.equal(await may('drop schema graphile_worker cascade'), denied);
    assert.equal(await may('set role quxiang_owner'), denied);
    assert.equal(await may(`select graphile_worker.add_job('x')`), 'yes');
  } finally {
    await application.close();
  }
});

test('a script is cut at the semicolons that end statements and at no others', () => {
  const script = `
    -- one; with a comment
    create table a (name text default 'x;''y');
    /* nothing; here */
    create function f() returns text language sql as $body$ select 'a;b'; $body$;
    comment on table a is E'it\\'s; fine';
    select 1 as "odd;name", '$$;' ;
    ;
    -- the end`;
  const statements = splitStatements(script);
  assert.equal(statements.length, 4);
  assert.match(statements[1] ?? '', /\$body\$ select 'a;b'; \$body\$$/);
  assert.match(statements[2] ?? '', /fine'$/);
});
