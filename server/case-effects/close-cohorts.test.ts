import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { closeCohorts } from './close-cohorts.ts';

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

  test('a voiding that waits falls away: the destination stays registered, held, reported and confirmed as it was', async () => {
    on.clock.set('2027-03-10T02:00:00Z');
    const flow = await startFlows(on);
    await flow.set({ voiding: 'review' });
    const who = await on.graduate();
    const ref = await flow.approved(await flow.submitted(who, '12.01'));
    await on.drain();
    const before = await flow.reported(who);
    flow.passed(await on.act(who, ref, 'void'));
    on.clock.set('2028-03-31T16:00:00Z');
    assert.equal(await closeCohorts(on.platform), 1);
    await on.drain();
    const { state, holds } = await on.row(ref);
    assert.deepEqual([state, holds, await flow.reported(who)], ['registered', true, before]);
    assert.equal((await flow.titles(who, ref)).at(-1), '作废申请已截止');
    const { confirmation } = await on.database.one(
      unnamed<{ confirmation: string }>('select confirmation from graduate where id = $1'),
      [who.graduateId],
    );
    assert.equal(confirmation, 'unconfirmed');
    assert.equal(await closeCohorts(on.platform), 0);
  });
});
