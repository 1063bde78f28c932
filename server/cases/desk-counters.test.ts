import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { sqlState, type Transaction, unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestDatabase, type TestDatabase } from '#server/platform/testing/database.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';
import { type CounterChange, changeCounters } from './desk-counters.ts';

const counter = {
  schoolId: 1,
  departmentId: 1,
  cohort: 2027,
  flow: 'online-signing',
  state: 'invited',
  destinationType: '10.01',
};
const selectAll = unnamed<{ departmentId: number; state: string; count: number }>(
  'select department_id, state, count from desk_counter order by school_id, department_id, cohort, flow, state, destination_type',
);
const lockOne = (wait: string) =>
  unnamed<object>(
    `select from desk_counter where school_id = $1 and department_id = $2 and cohort = $3 and flow = $4 and state = $5
       and destination_type = $6 for update ${wait}`,
  );
const keyOf = ({ schoolId, departmentId, cohort, flow, state, destinationType }: Omit<CounterChange, 'by'>) => [
  ...[schoolId, departmentId, cohort, flow, state, destinationType],
];

describe('desk counters', () => {
  let place: TestDatabase;
  const counts = async () => (await place.database.query(selectAll)).map(({ state, count }) => [state, count]);
  const change = (...changes: CounterChange[]) =>
    place.database.transaction(async tx => {
      changeCounters(tx, changes);
    });
  before(async () => {
    place = await createTestDatabase();
  });
  beforeEach(() => place.database.execute(unnamed('delete from desk_counter')));
  after(() => place.drop());

  test('several changes of a transaction are summed and written with its commit', async () => {
    const seen = await place.database.transaction(async tx => {
      changeCounters(tx, [{ ...counter, by: 1 }]);
      changeCounters(tx, [
        { ...counter, by: 2 },
        { ...counter, state: 'expired', by: 1 },
      ]);
      changeCounters(tx, [{ ...counter, state: 'expired', by: -1 }]);
      return tx.query(selectAll);
    });
    assert.deepEqual(seen, []);
    assert.deepEqual(await counts(), [['invited', 3]]);
    await change({ ...counter, by: -1 });
    assert.deepEqual(await counts(), [['invited', 2]]);
  });

  test('a transaction that is rolled back leaves them as they were', async () => {
    const work = async (tx: Transaction) => {
      changeCounters(tx, [{ ...counter, by: 1 }]);
      throw new Error('refused');
    };
    await assert.rejects(place.database.transaction(work), /refused/);
    assert.deepEqual(await counts(), []);
  });

  /** In the order of the key; each differs from the one before in the next column, and is greater by it than all rows before. */
  const inOrder = [
    counter,
    { ...counter, destinationType: '10.02' },
    { ...counter, state: 'reviewing.school' },
    { ...counter, flow: 'other-destination', state: 'a' },
    { ...counter, cohort: 2028, flow: 'a' },
    { ...counter, departmentId: 2, cohort: 2020 },
    { ...counter, departmentId: 10, cohort: 2020 },
  ];
  const shuffled = [3, 6, 0, 5, 1, 4, 2].flatMap(at => inOrder[at] ?? []);

  for (const [at, held] of inOrder.entries())
    test(`are locked in the order of the whole key: held at number ${at + 1}, the earlier are taken and the later are free`, async () => {
      await change(...inOrder.map(each => ({ ...each, by: 1 })));
      const free = (each: (typeof inOrder)[number]) =>
        place.database.execute(lockOne('nowait'), keyOf(each)).then(
          () => true,
          error => {
            assert.equal(sqlState(error), '55P03');
            return false;
          },
        );
      const waiting = await place.database.transaction(async tx => {
        await tx.execute(lockOne(''), keyOf(held));
        const changing = change(...shuffled.map(each => ({ ...each, by: 1 })));
        await untilWaiting(place.database, 1);
        const found: boolean[] = [];
        for (const each of inOrder) found.push(each === held ? false : await free(each));
        assert.deepEqual(
          found,
          inOrder.map((_, nth) => nth > at),
        );
        return { changing };
      });
      await waiting.changing;
      assert.deepEqual(
        (await counts()).map(([, count]) => count),
        inOrder.map(() => 2),
      );
    });
});
