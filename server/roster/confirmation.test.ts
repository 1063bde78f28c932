import assert from 'node:assert/strict';
import { test } from 'node:test';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { createTestPlatform, makeGraduate, makeSchool } from '#server/testing/platform.ts';
import { keepHistory } from './graduate-record.ts';

test('a confirmation falls back with an important field of the roster, and with no other', async () => {
  const platform = await createTestPlatform();
  const { database, vault, clock } = platform;
  await makeSchool(database);
  const { graduateId } = await makeGraduate(database, vault, {});
  const confirmation = async () =>
    (await database.one(unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1'), [graduateId]))
      .confirmation;
  const set = (to: string) => database.execute(unnamed('update graduate set confirmation = $2 where id = $1'), [graduateId, to]);
  const change = (field: string) =>
    database.transaction(tx =>
      keepHistory(tx, vault, {
        ...{ schoolId: 1, id: graduateId, source: 'edit', accountId: null, now: clock.now() },
        changes: { [field]: ['甲', '乙'] },
      }),
    );
  for (const [before, field, after] of [
    ['right', 'className', 'right'],
    ['right', 'name', 'unconfirmed'],
    ['wrong', 'graduatesIn', 'unconfirmed'],
    ['unreported', 'name', 'unreported'],
  ] as const) {
    await set(before);
    await change(field);
    assert.equal(await confirmation(), after, `${before} ${field}`);
  }
  await platform.stop();
});
