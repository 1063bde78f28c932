import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { agreement } from '#server/cases/testing/agreement.ts';
import { startCases, type TestCases } from '#server/cases/testing/cases.ts';

const url = '/api/employer/invitation-wishes';
describe('请单位线上邀请我', () => {
  let on: TestCases;
  before(async () => {
    on = await startCases();
  });
  after(() => on.stop());
  const wish = (who: Parameters<TestCases['send']>[0], uscc: string) =>
    on.send(who, 'POST', `/api/graduate/invitation-wishes/${uscc}`);

  test('the employer finds the request on its desk, invites with it, and it is gone from the list', async () => {
    const [employer, other, who] = [await on.makeEmployer(), await on.makeEmployer(), await on.graduate()];
    assert.deepEqual((await wish(who, employer.uscc)).json().wishes.length, 1);
    // Asked twice, told once.
    await wish(who, employer.uscc);
    assert.match((await on.send(employer, 'GET', '/api/messages')).body, /毕业生请贵单位线上邀请签约/);
    const [row, ...more] = (await on.send(employer, 'GET', url)).json().rows;
    assert.deepEqual([row.name, row.cohort, more.length], [who.name, 2027, 0]);
    assert.deepEqual((await on.send(other, 'GET', url)).json().rows, []);
    assert.equal((await on.send(other, 'POST', `${url}/${row.ref}/code`)).json().code, 'not-found');
    const { code } = (await on.send(employer, 'POST', `${url}/${row.ref}/code`)).json();
    const invited = await on.send(employer, 'POST', '/api/invitation-codes/invitations', { code, validityDays: 3, agreement });
    assert.equal(invited.statusCode, 200, invited.body);
    assert.deepEqual((await on.send(employer, 'GET', url)).json().rows, []);
  });

  test('a code that the graduate gave away lives on; withdrawn or set aside the request is over, and the graduate is told', async () => {
    const [employer, who] = [await on.makeEmployer(), await on.graduate()];
    const own = (await on.send(who, 'POST', '/api/graduate/invitation-code')).json().live.code;
    await wish(who, employer.uscc);
    const [row] = (await on.send(employer, 'GET', url)).json().rows;
    assert.equal((await on.send(employer, 'POST', `${url}/${row.ref}/code`)).json().code, own);
    await on.send(who, 'DELETE', `/api/graduate/invitation-wishes/${employer.uscc}`);
    assert.equal((await on.send(employer, 'POST', `${url}/${row.ref}/code`)).json().code, 'not-found');
    await wish(who, employer.uscc);
    assert.deepEqual((await on.send(employer, 'DELETE', `${url}/${row.ref}`)).json().rows, []);
    assert.match((await on.send(who, 'GET', '/api/messages')).body, /单位暂不发送线上邀请/);
  });

  test('only of certified employers, and of five at a time', async () => {
    const who = await on.graduate();
    const pending = await on.makeEmployer({ qualified: false });
    assert.equal((await wish(who, pending.uscc)).json().code, 'employer-not-registered');
    for (let asked = 0; asked < 5; asked++) assert.equal((await wish(who, (await on.makeEmployer()).uscc)).statusCode, 200);
    assert.equal((await wish(who, (await on.makeEmployer()).uscc)).json().code, 'wishes-used-up');
  });
});
