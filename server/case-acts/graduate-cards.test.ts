import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { type Employer, type Graduate, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

const promise = unnamed(
  `update school set settings = settings || jsonb_build_object('promisedWorkingDays', $1::int), settings_version = settings_version + 1`,
);
const no = { reason: '其他', text: '请核对后再提交' };

interface Card {
  readonly ref: string;
  readonly label: string;
  readonly tone: string;
  readonly mine: boolean;
  readonly isCurrent: boolean;
  readonly isOver: boolean;
  readonly waitsFor: string | null;
  readonly steps: unknown;
  readonly why: unknown;
  readonly obstacle: string | null;
  readonly promisedUntil: string | null;
}

describe('the cards of a graduate', () => {
  let on: TestCases;
  let flow: TestFlows;
  let employer: Employer;
  before(async () => {
    on = await startCases();
    flow = await startFlows(on);
    employer = await on.makeEmployer();
  });
  after(() => on.stop());
  beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));
  const cardsOf = async (who: Graduate): Promise<Card[]> =>
    flow.passed(await on.send(who, 'GET', '/api/graduate/cases')).json().cards;
  const refsOf = async (who: Graduate) => (await cardsOf(who)).map(({ ref }) => ref);

  test('what runs out soonest is first, what was turned down or has ended is last', async () => {
    const who = await on.graduate();
    const failed = await flow.submitted(who, '80.01');
    flow.passed(await on.act(flow.department, failed, 'reject', no));
    const late = await on.invited(employer, who, { validityDays: 7 });
    const soon = await on.invited(await on.makeEmployer(), who, { validityDays: 3 });
    const declined = await on.invited(await on.makeEmployer(), who);
    on.clock.set('2027-03-10T05:00:00Z');
    flow.passed(await on.act(who, declined, 'decline'));
    assert.deepEqual(await refsOf(who), [soon, late, declined, failed]);
    const over = (await cardsOf(who)).filter(({ isOver }) => isOver).map(({ ref }) => ref);
    assert.deepEqual(over, [declined, failed]);
  });

  test('the destination that counts is marked, and an invitation that cannot be answered now waits for nobody and says why', async () => {
    const who = await on.graduate();
    const accepted = await on.invited(employer, who);
    const other = await on.invited(await on.makeEmployer(), who);
    assert.ok((await cardsOf(who)).every(({ isCurrent, mine }) => !isCurrent && mine));
    flow.passed(await on.act(who, accepted, 'accept', on.consent(who)));
    const [first, second] = await cardsOf(who);
    assert.deepEqual([first?.ref, first?.isCurrent, first?.mine, first?.tone], [accepted, true, false, 'review']);
    assert.deepEqual([second?.ref, second?.isCurrent, second?.mine], [other, false, false]);
    assert.match(second?.obstacle ?? '', new RegExp(employer.name));
    await flow.approved(accepted);
    assert.deepEqual((await cardsOf(who)).find(({ isCurrent }) => isCurrent)?.tone, 'inForce');
  });

  test('a card says of a case what its page says, at every step of its way', async () => {
    const who = await on.graduate();
    const agree = async (ref: string) => {
      const card = (await cardsOf(who)).find(one => one.ref === ref);
      const page = flow.passed(await on.page(who, ref)).json();
      for (const key of ['label', 'tone', 'waitsFor', 'steps', 'why'] as const) assert.deepEqual(card?.[key], page[key], key);
      return page.steps.length;
    };
    const ref = await flow.submitted(who, '10.03');
    const steps = [await agree(ref)];
    for (const round of [1, 2]) {
      flow.passed(await on.act(flow.department, ref, 'return', { reason: '其他', text: `第 ${round} 次` }));
      steps.push(await agree(ref));
      flow.passed(await on.act(who, ref, 'submit', { form: flow.passed(await flow.draft(who, ref)).json().form }));
      steps.push(await agree(ref));
    }
    await flow.approved(ref);
    steps.push(await agree(ref));
    assert.deepEqual([...new Set(steps)], [4], 'however often it came back');
  });

  test('the days that the school promises are counted while it or the department has the case, and told of nothing else', async () => {
    await on.database.execute(promise, [3]);
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    const until = async () => (await cardsOf(who)).find(card => card.ref === ref)?.promisedUntil ?? null;
    assert.equal(await until(), null);
    flow.passed(await on.act(who, ref, 'accept', on.consent(who)));
    assert.equal(await until(), '2027-03-15', 'Wednesday and three working days');
    await flow.approved(ref);
    assert.equal(await until(), null);
  });

  test('what will not come is not promised: no number where it failed, no archive where a signing is ended', async () => {
    const who = await on.graduate();
    const texts = async (ref: string): Promise<string> => JSON.stringify(flow.passed(await on.page(who, ref)).json().sections);
    const failed = await flow.submitted(who, '10.02', []);
    assert.match(await texts(failed), /签约信息生效后生成/);
    assert.match(await texts(failed), /将同步到档案信息登记/);
    flow.passed(await on.act(flow.department, failed, 'reject', no));
    assert.doesNotMatch(await texts(failed), /生效后生成|将同步到/);
    const signing = await flow.signedOnline(employer, who);
    const why = { reason: '个人原因', text: '双方已沟通' };
    const { ref } = flow.passed(await flow.terminate(who, signing, why)).json();
    assert.doesNotMatch(await texts(ref), /将同步到|生效后生成/);
  });

  test('who may go only to the unit of the roster is told so by its name, and what applies to them', async () => {
    const who = await on.graduate();
    await flow.roster(who, { trainingMode: '21', directedUnit: '厦门市演示教育局' });
    const { directed } = flow.passed(await on.send(who, 'GET', '/api/graduate/destination-types')).json();
    assert.match(directed, /厦门市演示教育局/);
    assert.match(directed, /定向\/委培毕业去向补充登记/);
    const other = await on.graduate();
    assert.equal(flow.passed(await on.send(other, 'GET', '/api/graduate/destination-types')).json().directed, null);
  });
});
