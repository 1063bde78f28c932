import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createTestDatabase } from '../testing/database.ts';
import { eachRows } from './cursor.ts';
import { unnamed } from './postgres.ts';

test('every row once, as it was when the walk began, a few at a time', async t => {
  const { database, drop } = await createTestDatabase();
  t.after(drop);
  const add = unnamed(`insert into command_key select 'a', i::text, '', '1', now() from generate_series($1::int, $2::int) i`);
  await database.execute(add, [1, 1000]);
  const all = unnamed<{ key: string }>('select key from command_key where actor = $1 order by key::int');
  for (const atOnce of [300, 500, 5000]) {
    const seen = await database.transaction(async tx => {
      const keys: string[] = [];
      for await (const rows of eachRows(tx, all, ['a'], { atOnce })) {
        assert.ok(rows.length <= atOnce);
        // Another client works meanwhile.
        if (keys.length === 0) await database.execute(unnamed(`delete from command_key where key = '900'`));
        keys.push(...rows.map(({ key }) => key));
      }
      return keys;
    });
    assert.deepEqual(
      seen,
      Array.from({ length: 1000 }, (_, index) => String(index + 1)).filter(key => atOnce === 300 || key !== '900'),
    );
  }
  await database.transaction(async tx => {
    for await (const _ of eachRows(tx, all, ['nobody'])) assert.fail('a row');
  });
});
