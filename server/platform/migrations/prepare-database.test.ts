import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { openDatabase, sqlState, unnamed } from '../postgres/postgres.ts';
import { hasDebianPostgres, startDebianPostgres, type ThrowAwayServer } from '../testing/debian-postgres.ts';
import { jobBehaviours } from '../testing/jobs-behaviour.ts';
import { prepareDatabase } from './prepare-database.ts';

describe('an own server, PostgreSQL 15', {
  skip: hasDebianPostgres ? false : 'PostgreSQL 15 is not installed (Debian: postgresql-15)',
}, () => {
  let server: ThrowAwayServer;
  let made = 0;

  before(async () => {
    server = await startDebianPostgres();
    await server.administer(['create role keeper login', 'create role clerk login', 'create role stranger login']);
  });
  after(() => server.stop());

  const newDatabase = async () => {
    const name = `own_${++made}`;
    await server.administer([`create database ${name} owner keeper`]);
    return name;
  };
  const prepare = async (application: string, owner: string | undefined, name: string) => {
    const warnings: string[] = [];
    const settings = {
      databaseUrl: server.url(application, name),
      ownerUrl: owner === undefined ? undefined : server.url(owner, name),
      home: '/nowhere',
    };
    return { ...(await prepareDatabase(settings, warning => void warnings.push(warning))), warnings };
  };

  test('is migrated by an ordinary owner; the application has its rights and no more', async () => {
    const name = await newDatabase();
    const { migrated, warnings, url } = await prepare('clerk', 'keeper', name);
    assert.ok(migrated.includes('0021-commands-and-workers'));
    assert.deepEqual(warnings, []);
    assert.deepEqual((await prepare('clerk', 'keeper', name)).migrated, []);
    const database = openDatabase(url);
    await assert.rejects(database.query(unnamed('create table mine (id integer)')), error => sqlState(error) === '42501');
    await database.close();
  });

  test('works for an owner who is also the application, and says what that costs', async () => {
    const { warnings } = await prepare('keeper', undefined, await newDatabase());
    assert.match(warnings.join(), /DATABASE_OWNER_URL/);
  });

  test('works for an application that may not migrate, once another has migrated', async () => {
    const name = await newDatabase();
    await assert.rejects(prepare('clerk', undefined, name), /DATABASE_OWNER_URL/);
    await prepare('clerk', 'keeper', name);
    assert.deepEqual((await prepare('clerk', undefined, name)).migrated, []);
  });

  test('is refused when it is not UTF-8', async () => {
    await server.administer([`create database latin owner keeper encoding 'LATIN1' locale 'C' template template0`]);
    await assert.rejects(prepare('clerk', 'keeper', 'latin'), /UTF8/);
  });

  test('is warned of when Chinese characters are no letters to it', async () => {
    await server.administer([`create database ctype owner keeper locale 'C' template template0`]);
    assert.match((await prepare('clerk', 'keeper', 'ctype')).warnings.join(), /LC_CTYPE/);
  });

  for (const [behaviour, run] of Object.entries(jobBehaviours)) {
    test(behaviour, { timeout: 60_000 }, async () => {
      const { url } = await prepare('clerk', 'keeper', await newDatabase());
      const database = openDatabase(url);
      try {
        await run(database, url);
      } finally {
        await database.close();
      }
    });
  }
});
