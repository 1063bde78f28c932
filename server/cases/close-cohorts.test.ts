import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { unnamed } from '#server/platform/postgres.ts';
import { closeCohorts } from './close-cohorts.ts';
import { startCases, type TestCases } from './testing.ts';

describe("the year's end", () => {
  let on: TestCases;
  before(async () => {
    on = await startCases();
  });
  after(() => on.stop());

  test('on 1 April everything open ends and frees its hold; the day before, nothing', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    await on.invited(employer, who);
    on.clock.set('2028-03-31T15:59:59Z');
    assert.equal(await closeCohorts(on.platform), 0);
    on.clock.set('2028-03-31T16:00:00Z');
    assert.equal(await closeCohorts(on.platform), 1);
    const states = await on.database.query(
      unnamed<{ state: string; holds: boolean }>('select state, holds from destination_case'),
    );
    assert.deepEqual(states, [{ state: 'closed', holds: false }]);
    assert.equal(await closeCohorts(on.platform), 0);
  });
});
