import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { historiesReplay, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';

let on: TestCases;
before(async () => {
  on = await startCases();
});
after(() => on.stop());

const again = (who: Someone, ref: string, sent: { key?: string } = {}) =>
  on.send(who, 'POST', `/api/employer/cases/${ref}/invitation`, { validityDays: 5 }, sent);

describe('an invitation that came to nothing', () => {
  test('is sent again with the same terms, and only after it has ended', async () => {
    const [employer, other, who] = [await on.makeEmployer(), await on.makeEmployer(), await on.graduate()];
    const first = await on.invited(employer, who, { agreement: { jobTitle: '海图工程师' } });
    assert.equal((await again(employer, first)).json().code, 'not-possible-here', 'it is still open');
    await on.act(who, first, 'decline');
    assert.equal((await again(other, first)).statusCode, 404);
    assert.equal((await again(who, first)).statusCode, 403);
    const listed = async () => (await on.send(employer, 'GET', '/api/employer/cases')).json().rows[0].mayInviteAgain;
    assert.equal(await listed(), true);
    const sent = await again(employer, first);
    assert.equal(sent.statusCode, 200, sent.body);
    const { ref } = sent.json();
    const { rows } = (await on.send(employer, 'GET', `/api/employer/cases?q=${encodeURIComponent('海图')}`)).json();
    assert.deepEqual(
      rows.map((row: { ref: string }) => row.ref),
      [ref, first],
    );
    const twice = await again(employer, first);
    assert.equal(twice.json().code, 'invitation-open', twice.body);
    await on.act(who, ref, 'accept', on.consent(who));
    await historiesReplay(on.database);
  });

  test('sent five times at once is one invitation; recalled and run out it may be sent, three in thirty days', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const first = await on.invited(employer, who);
    await on.act(employer, first, 'recall');
    const answers = await Promise.all(Array.from({ length: 5 }, () => again(employer, first, { key: 'again-once-more' })));
    assert.deepEqual([...new Set(answers.map(({ body }) => body))].length, 1, answers[0]?.body);
    const second = answers[0]?.json().ref;
    on.clock.advance(6 * 86_400_000);
    const third = await again(employer, second);
    assert.equal(third.json().code, 'not-possible-here', 'the clock has not come by yet');
    on.clock.set('2027-03-10T02:00:00Z');
    await on.act(who, second, 'decline');
    const last = (await again(employer, second)).json().ref;
    await on.act(who, last, 'decline');
    const much = await again(employer, last);
    assert.deepEqual([much.statusCode, much.json().code], [409, 'invited-often']);
    assert.match(much.json().title, /30 天内已向该毕业生发出 3 次邀请/);
  });
});
