import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { cookieOf, createTestApp } from '#server/testing/platform.ts';
import { statisticsRoutes } from './routes.ts';

let on: TestCases;
let app: ReturnType<typeof createTestApp>;
before(async () => {
  on = await startCases();
  on.clock.set('2027-03-10T02:00:00Z');
  app = createTestApp(on.platform, statisticsRoutes(on.platform));
});
after(async () => {
  await app.close();
  await on.stop();
});

const statistics = async (who: Someone, query = '') => {
  const cookie = await cookieOf(on.platform, who.owner);
  return app.inject({ method: 'GET', url: `/api/desk/statistics${query}`, headers: { cookie } });
};

test('every graduate in scope is counted once; the groups add up to the total', async () => {
  const employer = await on.makeEmployer();
  const [signed, waiting, gone] = [await on.graduate(), await on.graduate(), await on.graduate()];
  await on.graduate({ departmentId: 2 });
  await on.graduate({ schoolId: 2 });
  await on.database.execute(unnamed('update graduate set lapsed_at = now() where id = $1'), [gone.graduateId]);
  const [department, school] = [await on.makeStaff('department'), await on.makeStaff('school')];
  for (const who of [signed, waiting]) await on.act(who, await on.invited(employer, who), 'accept', on.consent(who));
  const cards = await on.send(signed, 'GET', '/api/graduate/cases');
  const { ref } = cards.json().cards[0];
  for (const reviewer of [department, school]) assert.equal((await on.act(reviewer, ref, 'approve')).statusCode, 200);

  const nobody = { entrepreneurship: 0, flexible: 0, furtherStudy: 0, unemployed: 0 };
  const own = (await statistics(department)).json();
  assert.deepEqual(own.total, { ...nobody, graduates: 2, agreementContract: 1, underReview: 1, unregistered: 0 });
  assert.deepEqual(own.types, [{ code: '10.01', name: '与用人单位线上签约', group: '签就业协议书就业', count: 1 }]);

  for (const by of ['department', 'major', 'class', 'educationLevel', 'gender', 'trainingMode', 'origin']) {
    const { total, groups, cohorts } = (await statistics(school, `?by=${by}`)).json();
    assert.deepEqual(total, { ...nobody, graduates: 3, agreementContract: 1, underReview: 1, unregistered: 1 }, by);
    assert.equal(
      groups.reduce((sum: number, { figures }: { figures: { graduates: number } }) => sum + figures.graduates, 0),
      3,
      by,
    );
    assert.deepEqual(cohorts, [2027]);
  }
});

test('a cohort without graduates has none, a stranger is refused', async () => {
  const school = await on.makeStaff('school');
  assert.equal((await statistics(school, '?cohort=2035')).json().total.graduates, 0);
  assert.equal((await statistics(school, '?by=name')).statusCode, 422);
  assert.equal((await statistics(await on.graduate())).statusCode, 403);
});
