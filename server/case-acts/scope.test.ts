import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { followGraduates } from '#server/case-effects/follow-graduates.ts';
import { findOpenedCase, parseRef } from '#server/cases/read-case.ts';
import {
  countersAgree,
  type Employer,
  type Graduate,
  type Someone,
  startCases,
  type TestCases,
} from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { stranger } from '#server/platform/scope/actor.ts';
import { scopeOf } from '#server/platform/scope/scope.ts';

let on: TestCases;
let employer: Employer;
let other: Employer;
let department: Someone;
let school: Someone;
before(async () => {
  on = await startCases();
  employer = await on.makeEmployer();
  other = await on.makeEmployer();
  department = await on.makeStaff('department', { name: '罗老师' });
  school = await on.makeStaff('school', { name: '欧阳老师' });
});
after(() => on.stop());
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

interface Answer {
  readonly statusCode: number;
  readonly body: string;
  json(): { code?: string; about?: Record<string, string>; fields?: Record<string, string>; state?: string; version?: number };
}
const passed = (answer: Answer) => assert.equal(answer.statusCode, 200, answer.body);
const accept = (who: Graduate, ref: string) => on.act(who, ref, 'accept', on.consent(who));
const rejection = { reason: '单位资质存疑', text: '请单位补充证照后重新邀请。' };

/** An invitation that was accepted: it waits for the first level. */
async function reviewing(who?: Graduate): Promise<{ ref: string; who: Graduate }> {
  const graduate = who ?? (await on.graduate());
  const ref = await on.invited(employer, graduate);
  passed(await accept(graduate, ref));
  return { ref, who: graduate };
}
/** Everything that is kept of a case, to see that nothing was. */
const traces = (ref: string) =>
  on.database.query(
    unnamed<Record<string, unknown>>(
      `select c.*, (select count(*) from case_history h where h.school_id = c.school_id and h.case_id = c.id) as steps,
         (select count(*) from audit_event) as audited, (select count(*) from graphile_worker.jobs) as jobs,
         (select count(*) from command_key) as keys
       from destination_case c where c.school_id = $1 and c.id = $2`,
    ),
    ref.split('-').map(Number),
  );

describe('scope', () => {
  test('a user whom a case does not concern gets the same answer as for a case that does not exist', async () => {
    const { ref } = await reviewing();
    const strangers = [
      await on.makeStaff('department', { departmentIds: [2] }),
      await on.makeStaff('department', { departmentIds: [] }),
      await on.makeStaff('department', { schoolId: 2 }),
      await on.makeStaff('school', { schoolId: 2 }),
      await on.makeStaff('schoolAdmin', { schoolId: 2 }),
      other,
      await on.graduate(),
      await on.graduate({ schoolId: 2 }),
    ];
    const before = await traces(ref);
    for (const stranger of strangers) {
      const [seen, none] = [await on.page(stranger, ref), await on.page(stranger, '1-999999')];
      assert.equal(seen.statusCode, 404);
      assert.equal(seen.body, none.body);
      for (const action of ['approve', 'reject', 'accept', 'decline', 'recall', 'refreshSnapshot']) {
        const input = action === 'reject' ? rejection : {};
        const [refused, nowhere] = [
          await on.act(stranger, ref, action, input, { version: 2 }),
          await on.act(stranger, '1-999999', action, input, { version: 2 }),
        ];
        assert.equal(refused.statusCode, 404, action);
        assert.equal(refused.body, nowhere.body);
      }
      const file = await on.send(stranger, 'GET', `/api/cases/${ref}/documents/1`);
      assert.equal(file.statusCode, 404);
    }
    assert.deepEqual(await traces(ref), before);
  });

  test('a grant to a province opens the province, not the country; one to the operator opens nothing', async () => {
    const { ref } = await reviewing();
    const { provinceCode } = await on.database.one(
      unnamed<{ provinceCode: string }>('select province_code from school where id = $1'),
      [parseRef(ref).schoolId],
    );
    const province = (code: string) => scopeOf({ ...stranger, kind: 'province', provinceCode: code }, 'province');
    const sees = async (scope: ReturnType<typeof scopeOf>) =>
      (await findOpenedCase(on.platform, on.database, parseRef(ref), scope)) !== undefined;
    assert.equal(await sees(province(provinceCode)), true);
    assert.equal(await sees(province('99')), false);
    assert.equal(await sees(scopeOf({ ...stranger, kind: 'operator' }, 'platform')), false);
    assert.equal(await sees(scopeOf(stranger, 'public')), false);
  });

  test('lists hold what is in scope and nothing else', async () => {
    const who = await on.graduate({ departmentId: 2, name: '慕容㛃' });
    const { ref } = await reviewing(who);
    const listed = async (reader: Someone, url: string) => {
      const answer = await on.send(reader, 'GET', url);
      passed(answer);
      const { rows, cards } = answer.json();
      return (rows ?? cards).map((row: { ref: string }) => row.ref);
    };
    const second = await on.makeStaff('department', { departmentIds: [2] });
    const desk = '/api/desk/cases?state=all&limit=100';
    assert.deepEqual(await listed(second, desk), [ref]);
    assert.ok(!(await listed(department, desk)).includes(ref));
    assert.deepEqual(await listed(department, `${desk}&department=2`), []);
    assert.deepEqual(await listed(school, `${desk}&department=2`), [ref]);
    assert.deepEqual(await listed(await on.makeStaff('school', { schoolId: 2 }), desk), []);
    assert.deepEqual(await listed(who, '/api/graduate/cases'), [ref]);
    const third = await on.makeEmployer();
    assert.deepEqual(await listed(third, '/api/employer/cases'), []);
    assert.ok((await listed(employer, '/api/employer/cases?limit=100')).includes(ref));
    const home = (await on.send(second, 'GET', '/api/desk/home')).json();
    assert.equal(home.flows[0].waiting, 1);
  });

  test('a cursor of nobody’s making begins at the beginning', async () => {
    await reviewing();
    for (const cursor of ['x', '_', '1_', '_1', '1e300_1', '1_1.5', `${'9'.repeat(16)}_1`, `1_${'9'.repeat(16)}`, '-1_1', "1_1'"])
      for (const [reader, url] of [
        [department, '/api/desk/cases?state=all'],
        [employer, '/api/employer/cases?limit=5'],
      ] as const) {
        const answer = await on.send(reader, 'GET', `${url}&cursor=${encodeURIComponent(cursor)}`);
        passed(answer);
        assert.ok(answer.json().rows.length > 0, cursor);
      }
    const first = (await on.send(employer, 'GET', '/api/employer/cases?limit=1')).json();
    const second = (await on.send(employer, 'GET', `/api/employer/cases?limit=1&cursor=${first.next}`)).json();
    assert.notEqual(first.rows[0].ref, second.rows[0].ref);
  });

  test('who may not act at all is told so before anything is looked up', async () => {
    const { ref } = await reviewing();
    const operator = await on.makeOperator();
    for (const reference of [ref, '1-999999']) {
      assert.equal((await on.page(operator, reference)).statusCode, 403);
      assert.equal((await on.act(operator, reference, 'approve', {}, { version: 2 })).statusCode, 403);
    }
  });

  test('a case of another cohort of one’s own says which, and is found there; somebody else’s is not found', async () => {
    const bachelor = await on.graduate();
    const master = await on.graduate({ cohort: 2030, idNumber: bachelor.idNumber });
    const ref = await on.invited(employer, bachelor);
    const answer = await on.page(master, ref);
    assert.deepEqual([answer.statusCode, answer.json().code, answer.json().about], [404, 'other-cohort', { cohort: 2027 }]);
    const draft = await on.send(master, 'GET', `/api/cases/${ref}/draft`);
    assert.equal(draft.json().code, 'other-cohort');
    const { messages } = (await on.send(master, 'GET', '/api/messages')).json();
    for (const message of messages) assert.equal(message.link?.path, `/cases/${ref}`);
    passed(await on.page({ owner: { kind: 'graduate', personId: master.personId, cohort: 2027 } }, ref));
    assert.equal((await on.page(await on.graduate(), ref)).json().code, 'not-found');
  });

  test('a case follows its graduate to another department: there it waits, here it is gone', async () => {
    const { ref, who } = await reviewing();
    const second = await on.makeStaff('department', { departmentIds: [2] });
    await on.database.transaction(async tx => {
      await tx.execute(
        unnamed(`update graduate set department_id = 2, name_pinyin = 'shan hong', student_number = 'B77' where id = $1`),
        [who.graduateId],
      );
      await followGraduates(tx, 1, [who.graduateId]);
    });
    for (const q of ['shan hong', 'shanhong', 'SH', 'B77'])
      assert.deepEqual(
        (await on.send(second, 'GET', `/api/desk/cases?state=all&q=${encodeURIComponent(q)}`))
          .json()
          .rows.map((row: { ref: string }) => row.ref),
        [ref],
      );
    assert.equal((await on.page(department, ref)).statusCode, 404);
    await countersAgree(on.database);
    passed(await on.act(second, ref, 'approve'));
    await countersAgree(on.database);
  });
});
