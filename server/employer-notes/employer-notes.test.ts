import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Employer, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
let employer: Employer;
let department: Someone;
let school: Someone;
let ref: string;

const active = { status: 'active', checkedOn: '2026-09-01', text: '㛃海路 7 号现场查看，正常经营。' };
const note = (who: Someone, body: object, reference = ref) =>
  on.send(who, 'POST', `/api/cases/${reference}/employer-notes`, body);
const notesSeenBy = async (who: Someone) => (await on.page(who, ref)).json().review.employer.notes;

before(async () => {
  on = await startCases();
  employer = await on.makeEmployer();
  department = await on.makeStaff('department', { departmentIds: [1] });
  school = await on.makeStaff('school');
  const who = await on.graduate();
  ref = await on.invited(employer, who);
});
after(() => on.stop());

describe('an employer’s business status', () => {
  test('is nobody’s finding until somebody writes it down; the newest comes first', async () => {
    assert.deepEqual(await notesSeenBy(school), []);
    assert.equal((await note(department, active)).statusCode, 200);
    assert.equal((await note(school, { ...active, status: 'abnormal', text: '' })).statusCode, 200);
    const [latest, first] = await notesSeenBy(department);
    assert.equal(latest.status, '列入经营异常名录');
    assert.deepEqual([first.status, first.checkedOn, first.text], ['存续（在营、开业、在册）', active.checkedOn, active.text]);
  });

  test('is of the school alone', async () => {
    const elsewhere = await on.makeStaff('school', { schoolId: 2 });
    assert.equal((await note(elsewhere, active)).statusCode, 404);
    const { count } = await on.database.one(
      unnamed<{ count: number }>('select count(*)::int as count from employer_note_history where school_id <> 1'),
    );
    assert.equal(count, 0);
  });

  test('is written by those who review: no other department, no employer', async () => {
    assert.equal((await note(await on.makeStaff('department', { departmentIds: [2] }), active)).statusCode, 404);
    assert.equal((await note(employer, active)).statusCode, 403);
  });

  test('names a status of the table and a day that has been', async () => {
    for (const wrong of [
      { status: 'fine' },
      { checkedOn: '2026-02-30' },
      { checkedOn: '2099-01-01' },
      { text: '长'.repeat(501) },
    ])
      assert.equal((await note(department, { ...active, ...wrong })).statusCode, 422, JSON.stringify(wrong));
  });

  test('is sealed, and in the audit', async () => {
    const rows = await on.database.query(unnamed<{ textSealed: Buffer | null }>('select text_sealed from employer_note_history'));
    for (const { textSealed } of rows) assert.ok(!textSealed?.includes(Buffer.from('正常经营')));
    const { count } = await on.database.one(
      unnamed<{ count: number }>(
        `select count(*)::int as count from audit_event where action = 'employer-noted' and object = $1`,
      ),
      [`employer-code:${employer.uscc}`],
    );
    assert.equal(count, rows.length);
  });
});
