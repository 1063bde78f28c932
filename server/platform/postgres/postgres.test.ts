import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing/database.ts';
import { camelCase, type Database, sqlState, statement, unnamed, violatedConstraint } from './postgres.ts';

let place: TestDatabase;
let database: Database;

before(async () => {
  place = await createTestDatabase();
  database = place.database;
  const owner = new pg.Client({ connectionString: place.ownerUrl });
  await owner.connect();
  await owner.query(
    'create table thing (id bigint primary key, amount integer not null constraint thing_amount check (amount >= 0))',
  );
  await owner.query('grant select, insert, update, delete on thing to quxiang_app');
  await owner.query('insert into thing values (1, 0), (2, 0)');
  await owner.end();
});
after(() => place.drop());

const addTo = statement('test.add_to', 'update thing set amount = amount + $2 where id = $1');
const amountOf = statement<{ amount: number }>('test.amount_of', 'select amount from thing where id = $1');

test('columns come in camelCase, each type as the code expects it', async () => {
  const row = await database.one(
    statement(
      'test.types',
      `select 9007199254740991::bigint as school_id, array[1, null]::bigint[] as case_ids, '2003-02-01'::date as born_on,
         array['2003-02-01']::date[] as days, 12.50::numeric as price, timestamptz '2026-06-01 08:00+08' as signed_at,
         '{"inner_key": 1}'::jsonb as facts, null::text as nick_name, '𬭎㛃䶮' as family_name2`,
    ),
  );
  assert.deepEqual(row, {
    schoolId: 9007199254740991,
    caseIds: [1, null],
    bornOn: '2003-02-01',
    days: ['2003-02-01'],
    price: '12.50',
    signedAt: new Date('2026-06-01T00:00:00Z'),
    facts: { inner_key: 1 },
    nickName: null,
    familyName2: '𬭎㛃䶮',
  });
  assert.equal(camelCase('last_4_of_id'), 'last4OfId');
});

test('a bigint that a number cannot hold is an error, not a wrong number', async () => {
  await assert.rejects(database.query(unnamed('select 9007199254740993::bigint as id')), RangeError);
});

test('first and one tell none, one and several apart', async () => {
  const none = unnamed('select 1 as n where false');
  const two = unnamed('select * from (values (1), (2)) as pair (n)');
  assert.equal(await database.first(none), undefined);
  assert.deepEqual(await database.first(two), { n: 1 });
  await assert.rejects(database.one(none), /no row/);
  await assert.rejects(database.one(two), /several rows/);
});

test('a statement name belongs to one text', () => {
  statement('test.twice', 'select 1');
  assert.doesNotThrow(() => statement('test.twice', 'select 1'));
  assert.throws(() => statement('test.twice', 'select 2'), /test\.twice/);
  assert.throws(() => statement('字'.repeat(22), 'select 1'), /63 bytes/);
  for (const name of ['thing', 'test.two-words', 'test.twoWords', 'Test.words'])
    assert.throws(() => statement(name, 'select 1'), /is named matter/);
});

test('a named statement is prepared once per connection', async () => {
  await database.transaction(async transaction => {
    for (let n = 0; n < 3; n++) await transaction.query(amountOf, [1]);
    const prepared = await transaction.query(unnamed(`select name from pg_prepared_statements where name = 'test.amount_of'`));
    assert.equal(prepared.length, 1);
  });
});

test('a transaction that throws leaves nothing, and its connection can still be used', async () => {
  const failure = new Error('refused');
  const work = database.transaction(async transaction => {
    assert.equal(await transaction.execute(addTo, [1, 5]), 1);
    throw failure;
  });
  await assert.rejects(work, failure);
  assert.deepEqual(await database.one(amountOf, [1]), { amount: 0 });
});

test('a violated constraint is told by its state and name', async () => {
  const error: unknown = await database.execute(addTo, [1, -1]).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  assert.equal(sqlState(error), '23514');
  assert.equal(violatedConstraint(error), 'thing_amount');
  assert.equal(sqlState(new Error('other')), undefined);
});

test('of two transactions in a deadlock the loser runs once more, and both take effect', async () => {
  const runs = [0, 0];
  const bothHoldTheFirst = Promise.withResolvers<void>();
  const oneIsDone = Promise.withResolvers<void>();
  let holding = 0;
  const work = async (side: number, first: number, second: number) => {
    await database.transaction(async transaction => {
      runs[side] = (runs[side] ?? 0) + 1;
      if (runs[side] === 2) await oneIsDone.promise;
      await transaction.execute(addTo, [first, 1]);
      holding += 1;
      if (holding === 2) bothHoldTheFirst.resolve();
      await bothHoldTheFirst.promise;
      await transaction.execute(addTo, [second, 1]);
    });
    oneIsDone.resolve();
  };
  await Promise.all([work(0, 1, 2), work(1, 2, 1)]);
  assert.deepEqual(runs.toSorted(), [1, 2]);
  assert.deepEqual(await database.one(amountOf, [1]), { amount: 2 });
  assert.deepEqual(await database.one(amountOf, [2]), { amount: 2 });
});

test('who loses one deadlock after the other is run again each time', async () => {
  const rival = new pg.Client({ connectionString: place.ownerUrl });
  await rival.connect();
  // Only the other side ever looks for a deadlock, so it is the one that is broken off.
  await rival.query(`set deadlock_timeout = '1h'`);
  const before = await database.one(amountOf, [1]);
  let runs = 0;
  await database.transaction(async transaction => {
    runs += 1;
    if (runs === 3) return transaction.execute(addTo, [1, 1]);
    await rival.query('begin');
    await rival.query('update thing set amount = amount where id = 2');
    await transaction.execute(addTo, [1, 1]);
    const crossed = rival.query('update thing set amount = amount where id = 1');
    const broken = transaction.execute(addTo, [2, 1]);
    await assert.rejects(broken, error => sqlState(error) === '40P01');
    await crossed;
    await rival.query('rollback');
    return broken;
  });
  await rival.end();
  assert.equal(runs, 3);
  assert.deepEqual(await database.one(amountOf, [1]), { amount: before.amount + 1 });
});

test('a conflict that does not end is given up after five runs', async () => {
  let runs = 0;
  const conflict = unnamed(`do $$ begin raise exception 'conflict' using errcode = '40001'; end $$`);
  const work = database.transaction(async transaction => {
    runs += 1;
    await transaction.query(conflict);
  });
  await assert.rejects(work, error => sqlState(error) === '40001');
  assert.equal(runs, 5);
});

test('what comes last is sent in its order, with the values of the end; undefined leaves it out', async () => {
  const before = await database.one(amountOf, [1]);
  let amount = 1;
  await database.transaction(async transaction => {
    transaction.last(addTo, () => [1, amount]);
    transaction.last(addTo, () => undefined);
    transaction.last(statement('test.double', 'update thing set amount = amount * 2 where id = $1'), [1]);
    amount = 5;
  });
  assert.deepEqual(await database.one(amountOf, [1]), { amount: (before.amount + 5) * 2 });
});

test('a listener hears what is committed, in order, and nothing of what is rolled back', async () => {
  const heard = Promise.withResolvers<void>();
  const messages: (string | undefined)[] = [];
  const end = await database.listen('Desk counts', payload => {
    messages.push(payload);
    if (payload === 'last') heard.resolve();
  });
  await database
    .transaction(async transaction => {
      await transaction.notify('Desk counts', 'rolled back');
      throw new Error('refused');
    })
    .catch(() => undefined);
  await database.transaction(transaction => transaction.notify('Desk counts', 'first'));
  await database.notify('Desk counts', 'last');
  await heard.promise;
  await end();
  assert.deepEqual(messages, ['first', 'last']);
});

test('a listener whose connection was cut listens again and is told that it may have missed something', async () => {
  const cut = Promise.withResolvers<void>();
  const heard = Promise.withResolvers<string>();
  const end = await database.listen('cut', payload => {
    if (payload === undefined) cut.resolve();
    else heard.resolve(payload);
  });
  const kill = unnamed(
    `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'quxiang listen' and datname = current_database()`,
  );
  await database.query(kill);
  await cut.promise;
  await database.notify('cut', 'after');
  assert.equal(await heard.promise, 'after');
  await end();
});

test('a connection cut in the middle of a transaction fails that transaction and nothing else', async () => {
  const work = database.transaction(async transaction => {
    const { pid } = await transaction.one(unnamed<{ pid: number }>('select pg_backend_pid() as pid'));
    await database.query(unnamed('select pg_terminate_backend($1)'), [pid]);
    await transaction.query(amountOf, [1]);
  });
  await assert.rejects(work);
  assert.equal((await database.query(amountOf, [1])).length, 1);
});
