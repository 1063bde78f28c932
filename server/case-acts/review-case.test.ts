import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { expireOverdue } from '#server/case-effects/expire-case.ts';
import { findOpenedCase, parseRef } from '#server/cases/read-case.ts';
import {
  countersAgree,
  type Employer,
  type Graduate,
  historiesReplay,
  type Someone,
  startCases,
  type TestCases,
} from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { everything } from '#server/platform/scope/everything.ts';

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
const code = (answer: Answer) => answer.json().code;
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
describe('review levels', () => {
  beforeEach(() => on.setLevels('department+school'));
  after(() => on.setLevels('department+school'));

  test('学校 only, 院系 only, both: a change counts for what is accepted after it', async () => {
    const [first, second, third] = [await on.graduate(), await on.graduate(), await on.graduate()];
    const both = (await reviewing(first)).ref;
    await on.setLevels('school');
    const schoolOnly = (await reviewing(second)).ref;
    await on.setLevels('department');
    const departmentOnly = (await reviewing(third)).ref;
    const states = async () => Promise.all([both, schoolOnly, departmentOnly].map(async ref => (await on.row(ref)).state));
    assert.deepEqual(await states(), ['reviewing.department', 'reviewing.school', 'reviewing.department']);
    assert.equal(code(await on.act(school, both, 'approve')), 'not-yours', 'each level decides for itself');
    assert.equal(code(await on.act(department, schoolOnly, 'approve')), 'not-yours');
    passed(await on.act(department, both, 'approve'));
    passed(await on.act(department, departmentOnly, 'approve'));
    assert.deepEqual(await states(), ['reviewing.school', 'reviewing.school', 'effective']);
    passed(await on.act(school, both, 'approve'));
    passed(await on.act(school, schoolOnly, 'approve'));
    assert.deepEqual(await states(), ['effective', 'effective', 'effective']);
  });

  test('the agreement number is drawn once, when it comes into force, and never twice', async () => {
    const cases = await Promise.all(Array.from({ length: 6 }, () => reviewing()));
    for (const { ref } of cases) {
      passed(await on.act(department, ref, 'approve'));
      assert.equal((await on.row(ref)).agreementNumber, null);
    }
    const answers = await Promise.all(cases.map(({ ref }) => on.act(school, ref, 'approve')));
    for (const answer of answers) passed(answer);
    const numbers = await Promise.all(cases.map(async ({ ref }) => (await on.row(ref)).agreementNumber ?? ''));
    assert.equal(new Set(numbers).size, 6);
    for (const number of numbers) assert.match(number, /^202719999\d{6}$/);
    const serials = numbers.map(number => Number(number.slice(-6))).toSorted((a, b) => a - b);
    assert.equal((serials.at(-1) ?? 0) - (serials[0] ?? 0), 5, 'without gaps');
  });

  test('both levels may reject, with a reason of the list and a text; the graduate is free then', async () => {
    for (const level of ['department', 'school'] as const) {
      const { ref, who } = await reviewing();
      if (level === 'school') passed(await on.act(department, ref, 'approve'));
      const reviewer = level === 'school' ? school : department;
      for (const [input, field] of [
        [{ reason: '看不顺眼', text: '不行' }, 'input.reason'],
        [{ reason: '', text: '不行' }, 'input.reason'],
        [{ text: '不行' }, 'input.reason'],
        [{ reason: rejection.reason, text: ' ' }, 'input.text'],
        [{ reason: rejection.reason }, 'input.text'],
      ] as const) {
        const refused = await on.act(reviewer, ref, 'reject', input);
        assert.deepEqual([refused.statusCode, code(refused)], [422, 'invalid-input']);
        assert.deepEqual(Object.keys(refused.json().fields ?? {}), [field]);
        assert.match(refused.json().fields?.[field] ?? '', /\p{Script=Han}/u);
      }
      passed(await on.act(reviewer, ref, 'reject', rejection));
      const row = await on.row(ref);
      assert.deepEqual([row.state, row.holds, row.agreementNumber], ['failed', false, null]);
      const said = { ...rejection, word: '审核不通过' };
      for (const party of [who, employer]) assert.deepEqual((await on.page(party, ref)).json().reason, said);
      passed(await accept(who, await on.invited(other, who)));
    }
  });
});

describe('snapshot', () => {
  const change = (who: Graduate, sets: string) =>
    on.database.execute(unnamed(`update graduate set ${sets} where id = $1`), [who.graduateId]);
  const snapshotOf = async (ref: string): Promise<Record<string, string>> => {
    const sealed = (await on.row(ref)).snapshotSealed;
    assert.ok(sealed);
    return Object.fromEntries(Object.entries(on.vault.openJson(sealed) ?? {}));
  };

  test('is taken at acceptance; later changes of the roster are differences on the review page', async () => {
    const { ref, who } = await reviewing();
    await change(who, `political_status = '01', class_name = '计科 2 班'`);
    const page = (await on.page(department, ref)).json();
    const differing = page.review.comparison.filter((row: { differs: boolean }) => row.differs);
    assert.deepEqual(
      differing.map(({ label, isKey }: { label: string; isKey: boolean }) => [label, isKey]),
      [
        ['政治面貌', false],
        ['班级', false],
      ],
    );
    assert.equal((await snapshotOf(ref)).className, '');
  });

  test('a difference in a key field stops approval, at both levels, and names the field; rejecting is possible', async () => {
    const { ref, who } = await reviewing();
    await change(who, `name = '阿依古丽·买买提江', major_name = '软件工程'`);
    const refused = await on.act(department, ref, 'approve');
    assert.deepEqual([refused.statusCode, code(refused)], [409, 'key-fields-differ']);
    assert.deepEqual(refused.json().about?.fields, ['姓名', '专业']);
    await change(who, `name = '阿依古丽·买买提', major_name = '计算机科学与技术'`);
    passed(await on.act(department, ref, 'approve'));
    await change(who, `education_level = '11'`);
    assert.equal(code(await on.act(school, ref, 'approve')), 'key-fields-differ');
    passed(await on.act(school, ref, 'reject', { reason: '关键信息与学生名单不一致', text: '学历已更正，请重新签约。' }));
  });

  test('refreshing copies the non-key fields and leaves the key ones as signed', async () => {
    const { ref, who } = await reviewing();
    await change(who, `name = '阿依古丽·买买提江', class_name = '计科 2 班', student_number = '2023990777'`);
    passed(await on.act(department, ref, 'refreshSnapshot'));
    const kept = await snapshotOf(ref);
    assert.deepEqual([kept.name, kept.className, kept.studentNumber], ['阿依古丽·买买提', '计科 2 班', '2023990777']);
    assert.equal((await on.row(ref)).state, 'reviewing.department');
    assert.equal(code(await on.act(department, ref, 'approve')), 'key-fields-differ');
    assert.equal(code(await on.act(school, ref, 'refreshSnapshot')), 'not-yours', 'not at the other’s level');
  });

  test('refreshing keeps age and place in the queue, says which fields changed, and is closed when there is nothing to take over', async () => {
    const { ref, who } = await reviewing();
    const { since } = (await on.page(department, ref)).json();
    on.clock.advance(3 * 86_400_000);
    const closed = await on.act(department, ref, 'refreshSnapshot');
    assert.deepEqual([closed.statusCode, code(closed)], [409, 'roster-has-no-news']);
    await change(who, `name = '阿依古丽·买买提江'`);
    assert.equal(code(await on.act(department, ref, 'refreshSnapshot')), 'roster-has-no-news', 'key fields are not taken over');
    await change(who, `class_name = '计科 2 班', political_status = '01'`);
    passed(await on.act(department, ref, 'refreshSnapshot'));
    const page = (await on.page(department, ref)).json();
    assert.equal(page.since, since);
    const labels = (of: typeof page) => of.history.at(-1).changes.map(({ label }: { label: string }) => label);
    assert.deepEqual(labels(page), ['政治面貌', '班级']);
    assert.deepEqual(
      labels((await on.page(employer, ref)).json()),
      [],
      'the employer reads no more than it sees of the graduate',
    );
    const again = page.actions.find(({ action }: { action: string }) => action === 'refreshSnapshot');
    assert.equal(again.obstacle.code, 'roster-has-no-news');
  });

  test('keeps what it took, the type of the document included', async () => {
    const { ref, who } = await reviewing();
    await change(who, `document_type = 'passport'`);
    const opened = await findOpenedCase(on.platform, on.database, parseRef(ref), everything);
    assert.deepEqual([opened?.snapshot?.documentType, opened?.roster.documentType], ['身份证', '护照']);
  });
});

describe('two at once', () => {
  test('twenty approvals with keys of their own: one wins, nineteen are told who did what, and when', async () => {
    const { ref } = await reviewing();
    const { version } = await on.row(ref);
    const answers = await Promise.all(Array.from({ length: 20 }, () => on.act(department, ref, 'approve', {}, { version })));
    const won = answers.filter(({ statusCode }) => statusCode === 200);
    const lost = answers.filter(({ statusCode }) => statusCode === 409);
    assert.deepEqual([won.length, lost.length], [1, 19]);
    for (const answer of lost) {
      assert.equal(code(answer), 'already-moved');
      assert.deepEqual(answer.json().about, {
        who: '学院（罗老师）',
        when: '2027年3月10日 10:00:00',
        state: '学生已同意签约，等待学校审核',
      });
    }
    const row = await on.row(ref);
    assert.deepEqual([row.state, row.version], ['reviewing.school', version + 1]);
  });

  test('the same command five times at once, and once more later: one effect, the same answer', async () => {
    const { ref } = await reviewing();
    const { version } = await on.row(ref);
    const send = () => on.act(department, ref, 'approve', {}, { version, key: 'approve-once-0001' });
    const answers = [...(await Promise.all([1, 2, 3, 4, 5].map(send))), await send()];
    for (const answer of answers) {
      passed(answer);
      assert.equal(answer.body, answers[0]?.body);
    }
    assert.equal((await on.row(ref)).version, version + 1);
  });

  test('five times the same acceptance by SMS code: one effect, the same answer', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    passed(await on.send(who, 'POST', '/api/graduate/consent-codes'));
    const input = { agreed: true, proof: { method: 'sms', code: on.platform.sent.at(-1)?.params.code } };
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map(() => on.act(who, ref, 'accept', input, { version: 1, key: 'accept-once-0001' })),
    );
    for (const answer of answers) passed(answer);
    assert.equal((await on.row(ref)).version, 2);
  });

  test('the same key with other content is refused', async () => {
    const { ref } = await reviewing();
    const second = (await reviewing()).ref;
    passed(await on.act(department, ref, 'approve', {}, { key: 'same-key-0001' }));
    const refused = await on.act(department, second, 'reject', rejection, { key: 'same-key-0001' });
    assert.deepEqual([refused.statusCode, code(refused)], [409, 'same-key-other-content']);
    assert.equal((await on.row(second)).state, 'reviewing.department');
  });

  test('approval and rejection at once: one holds, whichever it is', async () => {
    const { ref } = await reviewing();
    const { version } = await on.row(ref);
    const answers = await Promise.all([
      on.act(department, ref, 'approve', {}, { version }),
      on.act(department, ref, 'reject', rejection, { version }),
    ]);
    assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
    assert.equal(answers.map(code).find(Boolean), 'already-moved');
  });

  test('the parties are told which office was faster, never which of its people', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    passed(await accept(who, ref));
    passed(await on.act(department, ref, 'approve'));
    for (const party of [who, employer]) {
      const refused = await on.act(party, ref, party === who ? 'decline' : 'recall', {}, { version: 1 });
      assert.equal(code(refused), 'already-moved');
      assert.equal(refused.json().about?.who, '学院');
      assert.ok(!(await on.page(party, ref)).body.includes('罗老师'));
    }
    assert.ok((await on.page(school, ref)).body.includes('罗老师'));
  });
});

test('counters are a recount and histories replay after a random hour', async () => {
  let seed = 20270310;
  const random = (below: number): number => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const graduates = await Promise.all(Array.from({ length: 6 }, (_, at) => on.graduate({ departmentId: 1 + (at % 2) })));
  const second = await on.makeStaff('department', { departmentIds: [2] });
  const everybody = [department, second, school, employer, other];
  const settings = ['department+school', 'school', 'department'] as const;
  let moved = 0;
  for (let round = 0; round < 25; round++) {
    await on.setLevels(settings[random(3)] ?? 'school');
    const open = await on.database.query(
      unnamed<{ id: number; graduateId: number }>('select id, graduate_id from destination_case where graduate_id = any($1)'),
      [graduates.map(({ graduateId }) => graduateId)],
    );
    const steps = Array.from({ length: 8 }, () => {
      const who = graduates[random(6)];
      const kase = open[random(open.length)];
      const owner = graduates.find(({ graduateId }) => graduateId === kase?.graduateId);
      if (!who || random(3) === 0 || !kase || !owner) return who && on.invite([employer, other][random(2)] ?? employer, who);
      const action =
        ['accept', 'accept', 'decline', 'recall', 'approve', 'approve', 'reject', 'refreshSnapshot'][random(8)] ?? 'approve';
      const actor = action === 'accept' || action === 'decline' ? owner : everybody[random(5)];
      const input = action === 'accept' ? on.consent(owner) : action === 'reject' ? rejection : {};
      return actor && on.act(actor, `1-${kase.id}`, action, input);
    });
    for (const answer of await Promise.all(steps)) {
      assert.ok(answer && answer.statusCode < 500, answer?.body);
      if (answer.statusCode === 200) moved += 1;
    }
    if (round % 8 === 7) {
      on.clock.advance(4 * 86_400_000);
      await expireOverdue(on.platform);
    }
  }
  assert.ok(moved > 40, String(moved));
  await countersAgree(on.database);
  assert.ok((await historiesReplay(on.database)) > 40);
});
