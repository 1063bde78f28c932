import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, beforeEach, describe, test } from 'node:test';
import { returned, startEmployers, type TestEmployers } from '#server/employers/testing/employers.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestEmployers;
before(async () => {
  on = await startEmployers();
});
after(() => on.stop());
beforeEach(() => on.platform.clock.advance(60_000));

describe('organisation data', () => {
  test('are handed in with a on.licence and on.read back', async () => {
    const cookie = await on.register();
    const form = on.organisation();
    const answer = await on.submit(cookie, form);
    const { contactEmail: _none, ...kept } = form;
    assert.equal(answer.statusCode, 200, answer.body);
    assert.deepEqual([answer.json().stateLabel, answer.json().form, answer.json().version], ['待审核', kept, 2]);
    assert.equal((await on.submit(cookie, form)).json().code, 'not-possible-here');
    assert.equal((await on.submit(cookie, form, { version: 1 })).json().code, 'changed-meanwhile');
  });

  test('a faulty field is named by its path', async () => {
    const cookie = await on.register();
    const answer = await on.submit(cookie, on.organisation('91350203QX00000019', { regionCode: '990000', contactMobile: '123' }));
    assert.deepEqual(Object.keys(answer.json().fields).toSorted(), ['organisation.contactMobile', 'organisation.usccConfirmed']);
    const nowhere = await on.submit(cookie, on.organisation(on.newUscc(), { regionCode: '990000' }));
    assert.deepEqual(nowhere.json().fields, { 'organisation.regionCode': '请选择单位所在地' });
  });

  test('a claim that nobody has certified blocks nobody: who is certified first has the code, the others are told and ask to join', async () => {
    const cookies = [await on.register(), await on.register()];
    const files = await Promise.all(cookies.map(on.fileIdOf));
    const form = on.organisation();
    const answers = await Promise.all(
      cookies.map((cookie, place) => on.submit(cookie, form, { licenceFileId: files[place] ?? '' })),
    );
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200],
    );
    const [first = '', second = ''] = cookies;
    const [id, other] = [await on.employerIdOf(first), await on.employerIdOf(second)];
    // X submits the code of Y and is returned; Y comes.
    await on.decide(on.operator, id, 'return', { reason: returned });
    assert.deepEqual((await on.ask('GET', `/api/qualifications/${other}`, on.operator)).json().claims, {
      others: 1,
      isTaken: false,
    });
    assert.equal((await on.decide(on.operator, other, 'approve')).statusCode, 200);
    assert.equal((await on.read(first)).takenUscc, form.uscc);
    assert.match((await on.toldTo(id)).join(), /已由另一账号通过资质审核/);
    assert.equal((await on.submit(first, form)).json().code, 'uscc-taken');
    const asked = await on.ask('POST', '/api/employer/join-requests', first, { uscc: form.uscc, name: '苏䶮' });
    assert.deepEqual(asked.json(), { asked: true }, asked.body);
  });

  test('of two claims that are approved at once, one gets the code', async () => {
    const cookies = [await on.register(), await on.register()];
    const form = on.organisation();
    for (const cookie of cookies) assert.equal((await on.submit(cookie, form)).statusCode, 200);
    const ids = await Promise.all(cookies.map(on.employerIdOf));
    const answers = await Promise.all(ids.map(id => on.decide(on.operator, id, 'approve')));
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal(answers.find(({ statusCode }) => statusCode === 409)?.json().code, 'uscc-taken');
  });

  test('sent five times at once are one submission', async () => {
    const cookie = await on.register();
    const [form, licenceFileId, key] = [on.organisation(), await on.fileIdOf(cookie), randomUUID()];
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => on.submit(cookie, form, { key, licenceFileId, version: 1 })),
    );
    assert.deepEqual(
      answers.map(({ statusCode }) => statusCode),
      [200, 200, 200, 200, 200],
    );
    const rows = unnamed<{ count: number }>('select count(*)::int as count from employer_history where employer_id = $1');
    assert.equal((await on.platform.database.one(rows, [await on.employerIdOf(cookie)])).count, 1);
  });
});
