/** The counters of archive and hukou are a recount, whatever changes the roster, and are locked in one order. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { sqlState, unnamed } from '#server/platform/postgres/postgres.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';
import {
  createRosterWorld,
  goodRow,
  type Import,
  idNumberOf,
  type RosterWorld,
  type RowTexts,
  runImport,
  startImport,
  storeRoster,
} from '../roster-import/testing/import.ts';
import { countTransfersAnew, transferCountersAgree } from './testing/counters.ts';
import { countAgain, countNew } from './transfer-counters.ts';

let world: RosterWorld;
before(async () => {
  world = await createRosterWorld();
});
after(() => world.end());

const selectIds = unnamed<{ id: number }>('select id from graduate order by id');
const counted = unnamed<{ kind: string; departmentId: number; counts: object }>(
  `select kind, department_id, counts from transfer_counter where kind = 'archive' and counts <> '{}' order by department_id`,
);
const idsOf = async () => (await world.database.query(selectIds)).map(({ id }) => id);

async function imported(rows: readonly RowTexts[]): Promise<void> {
  const fileId = await storeRoster(
    world.files,
    rows.map((changed, at) => goodRow(at + 1, changed)),
  );
  const run: Import = {
    fileId,
    beforeRosterChanges: countAgain,
    onRosterChanged: async (tx, schoolId, { added }) => countNew(tx, schoolId, added),
  };
  await runImport(world, run, await startImport(world, run));
}

describe('counters of archive and hukou', () => {
  test('an import counts who is new and who moves; a row that another one contradicts is not counted', async () => {
    await imported([{}, { hukouAtSchool: '是' }, { hukouAtSchool: '否' }]);
    await transferCountersAgree(world.database);
    const twice = { idNumber: idNumberOf(5) };
    await imported([{ department: '信息学院', hukouAtSchool: '是' }, { majorName: '软件工程' }, {}, {}, twice, twice]);
    await transferCountersAgree(world.database);
  });
});

describe('the order of locks', () => {
  const write = unnamed(`update graduate set archive_state = $2 where id = any($1::bigint[])`);
  const change = (ids: readonly number[], state: string) =>
    world.database.transaction(async tx => {
      await countAgain(tx, 1, ids);
      await tx.execute(write, [ids, state]);
    });
  const lock = (wait: string) =>
    unnamed<object>(`select from transfer_counter where kind = 'archive' and department_id = $1 for update ${wait}`);
  const free = (department: number) =>
    world.database.execute(lock('nowait'), [department]).then(
      () => true,
      error => {
        assert.equal(sqlState(error), '55P03');
        return false;
      },
    );

  test('a transaction that is rolled back leaves them as they were; one that changes nothing locks none', async () => {
    const ids = await idsOf();
    await countTransfersAnew(world.database);
    const seen = await world.database.query(counted);
    const failing = world.database.transaction(async tx => {
      await countAgain(tx, 1, ids);
      await tx.execute(write, [ids, 'registered']);
      throw new Error('refused');
    });
    await assert.rejects(failing, /refused/);
    assert.deepEqual(await world.database.query(counted), seen);
    await world.database.transaction(async tx => {
      await tx.execute(lock(''), [1]);
      await change(ids, 'unregistered');
    });
  });

  for (const held of [1, 2])
    test(`rows are taken by their whole key: while department ${held} is held, the later ones are free`, async () => {
      const ids = await idsOf();
      await countTransfersAnew(world.database);
      const waiting = await world.database.transaction(async tx => {
        await tx.execute(lock(''), [held]);
        const changing = change(ids.toReversed(), held === 1 ? 'reviewing' : 'registered');
        await untilWaiting(world.database, 1);
        assert.equal(await free(3 - held), held === 1);
        return { changing };
      });
      await waiting.changing;
      await transferCountersAgree(world.database);
    });
});
