/** Each history beside that of cases: what is changed, lost, put in afterwards or back-dated is found by both verifiers. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { type AuditLog, startAuditLog } from '../testing/audit-log.ts';
import { keyOf } from '../tree/canonical-row.ts';
import { type History, histories, latestHours } from '../tree/histories.ts';

interface Column {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly isIdentity: boolean;
}
let on: AuditLog;
let columns: readonly Column[] = [];
const columnsOf = ({ table }: History) => columns.filter(column => column.table === table);
const sql = (tx: Pick<Transaction, 'execute'>, text: string, ...values: unknown[]) => tx.execute(unnamed(text), values);

/** Values of any kind: the `nth` of a column, each different from the others. */
const samples: Readonly<Record<string, (nth: number) => string>> = {
  bigint: nth => String(1000 + nth),
  integer: nth => String(nth),
  text: nth => `'text ${nth}'`,
  'text[]': nth => `'{a,${nth}}'`,
  bytea: nth => `'\\x00${(100 + nth).toString(16)}'`,
  date: nth => `date '2027-01-01' + ${nth}`,
  jsonb: nth => `'{"b":${nth},"a":"省"}'`,
};
const sampleOf = ({ type }: Column, nth: number): string => samples[type]?.(nth) ?? assert.fail(`a column of ${type}`);
const insert = (tx: Pick<Transaction, 'execute'>, history: History, nth: number, at: Date) => {
  const all = columnsOf(history).filter(({ column }) => column !== 'at');
  return sql(
    tx,
    `insert into ${history.table} (at, ${all.map(({ column }) => column).join(', ')}) overriding system value
     values ($1, ${all.map(column => sampleOf(column, nth)).join(', ')})`,
    at,
  );
};
const rowOf = (history: History, nth: number) =>
  history.key
    .map(name => columnsOf(history).find(({ column }) => column === name) ?? assert.fail(`${history.table} has no ${name}`))
    .map(column => `${column.column} = ${sampleOf(column, nth)}`)
    .join(' and ');
const inDatabase = (tamper: (tx: Transaction) => Promise<unknown>) => async (tx: Transaction, lines: readonly string[]) => {
  await tamper(tx);
  return lines;
};
const rowsOfEach = 16;

before(async () => {
  on = await startAuditLog();
  columns = await on.owner.query(
    unnamed<Column>(
      `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
       from pg_attribute a join pg_class c on c.oid = a.attrelid
       where c.relkind = 'r' and c.relname like '%\\_history' and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`,
    ),
  );
  // Rows that belong to nothing: what they refer to is not asked about here.
  const rules = await on.owner.query(
    unnamed<{ table: string; name: string }>(
      `select c.relname as table, k.conname as name from pg_constraint k join pg_class c on c.oid = k.conrelid
       where c.relname = any($1) and k.contype in ('f', 'c')`,
    ),
    [histories.map(({ table }) => table)],
  );
  for (const { table, name } of rules) await sql(on.owner, `alter table ${table} drop constraint ${name}`);
  await on.fill(1, 5);
  for (const history of histories) await insert(on.owner, history, 0, new Date('2026-09-01T00:00:00Z'));
  await on.fill(1, 3);
  for (let minute = 0; minute < 3; minute++) {
    for (const history of histories)
      for (let nth = 1 + minute * 5; nth <= 5 + minute * 5; nth++) await insert(on.owner, history, nth, on.clock.now());
    await on.fill(1, 2);
  }
});
after(() => on.stop());

test('every history is covered, and every column of it', () => {
  const tables = new Set(columns.map(({ table }) => table));
  assert.deepEqual(
    [...tables].filter(table => table !== 'audit_history' && table !== 'case_history').sort(),
    histories.map(({ table }) => table).toSorted(),
  );
  for (const history of histories) {
    const { key, plain, bytes = [], texts = [], names = [] } = history;
    const covered = ['at', ...key, ...plain, ...bytes, ...texts, ...names].toSorted();
    assert.deepEqual(
      covered,
      columnsOf(history)
        .map(({ column }) => column)
        .toSorted(),
      history.table,
    );
    const asText = columnsOf(history).filter(({ type }) => type === 'jsonb' || type === 'date');
    const asBytes = columnsOf(history).filter(({ type }) => type === 'bytea');
    assert.deepEqual(
      [texts.toSorted(), bytes.toSorted()],
      [asText.map(it => it.column).toSorted(), asBytes.map(it => it.column).toSorted()],
    );
  }
});

test('what was there before the first batch is sealed as it is; an untouched database is in order for both', async () => {
  const found = await on.whatIsFound(async (_, lines) => lines);
  assert.deepEqual([found.ours, found.status], [[], 0], found.theirs);
  const { rows, waiting } = await on.verify();
  assert.deepEqual([rows, waiting], [rowsOfEach * histories.length, 0]);
  const batches = await on.database.query(unnamed('select distinct batch from audit_history'));
  assert.equal(batches.length, 4);
  // Nothing new, no batch.
  await on.fill(1, 1);
  assert.equal((await on.database.query(unnamed('select distinct batch from audit_history'))).length, 4);
});

for (const history of histories)
  describe(`${history.table}: found by both`, () => {
    const finds = async (
      tamper: (tx: Transaction) => Promise<unknown>,
      kind: string,
      theirs: RegExp,
      keys: readonly string[],
    ) => {
      const found = await on.whatIsFound(inDatabase(tamper));
      assert.equal(found.status, 1, found.theirs);
      for (const key of keys) {
        assert.ok(
          found.ours.some(line => line.startsWith(`${kind}: ${history.word} ${history.kind}:${key} `)),
          found.ours.join('\n'),
        );
        assert.ok(
          found.theirs.split('\n').some(line => line.startsWith(`history ${history.kind} ${key}: `) && theirs.test(line)),
          found.theirs,
        );
      }
      assert.equal(found.ours.length, keys.length, found.ours.join('\n'));
    };
    const keysOf = async (where: string) =>
      (
        await on.owner.query(unnamed<{ key: string }>(`select ${keyOf(history)} as key from ${history.table} h where ${where}`))
      ).map(({ key }) => key);
    const oneOf = (nth: number) => keysOf(rowOf(history, nth));

    test('changed in any column', async () => {
      const others = columnsOf(history).filter(({ column }) => !history.key.includes(column));
      const keys = (await Promise.all(others.map((_, nth) => oneOf(nth + 1)))).flat();
      assert.equal(keys.length, others.length);
      const tamper = async (tx: Transaction) => {
        for (const [nth, column] of others.entries()) {
          const value = column.column === 'at' ? `at - interval '1 microsecond'` : sampleOf(column, 99);
          await sql(tx, `update ${history.table} set ${column.column} = ${value} where ${rowOf(history, nth + 1)}`);
        }
      };
      await finds(tamper, 'history-changed', /changed$/, keys);
    });
    test('lost', async () =>
      finds(tx => sql(tx, `delete from ${history.table} where ${rowOf(history, 7)}`), 'history-lost', /lost$/, await oneOf(7)));
    test('put in afterwards, with an earlier moment', async () => {
      const early = new Date(on.clock.now().getTime() - (latestHours + 1) * 3_600_000);
      const key = history.key.map(name => {
        const column = columnsOf(history).find(it => it.column === name) ?? assert.fail(name);
        return sampleOf(column, 77).replaceAll("'", '');
      });
      await finds(tx => insert(tx, history, 77, early), 'history-inserted', /inserted afterwards/, [key.join('-')]);
    });
  });

test('a row that is taken away together with its seal, and a seal that nobody made, show in their batch', async () => {
  const take = await on.whatIsFound(
    inDatabase(async tx => {
      await sql(tx, `delete from graduate_history where graduate_id = 1007`);
      await sql(tx, `delete from audit_history where kind = 'graduate' and key like '1007-%'`);
    }),
  );
  assert.match(take.ours.join('\n'), /^batch-changed: 历史记录第 3 批的封存内容被改动：应有 75 条，现有 74 条/);
  assert.match(take.theirs, /history batch 3: changed, it was sealed with 75 rows/);
  const add = await on.whatIsFound(
    inDatabase(tx =>
      sql(tx, `insert into audit_history select kind, key || 'x', hash, 9, place, at from audit_history where batch = 1`),
    ),
  );
  assert.match(add.ours.join('\n'), /batch-changed: 历史记录第 9 批没有对应的操作日志/);
  assert.match(add.theirs, /sealed in batch 9, of which no row tells/);
});

test('a row that the program sealed long after the moment that it tells is back-dated', async () => {
  const [graduates] = histories;
  assert.ok(graduates);
  const told = on.clock.now();
  on.clock.advance((latestHours + 2) * 3_600_000);
  await on.fill(1, 2);
  await insert(on.owner, graduates, 55, told);
  await on.fill(1, 2);
  const found = await on.whatIsFound(async (_, lines) => lines);
  assert.match(found.ours.join('\n'), /^history-backdated: 学生名单修改记录 graduate:1055-1055-1055 所写时间 2027/);
  assert.match(found.theirs, /history graduate 1055-1055-1055: back-dated/);
});
