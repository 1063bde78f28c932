import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { agreement } from '#server/cases/testing/agreement.ts';
import { countersAgree, historiesReplay, idNumberOf, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';

let on: TestCases;
before(async () => {
  on = await startCases();
});
after(() => on.stop());

const code = (answer: { json(): { code?: string } }) => answer.json().code;

describe('whom', () => {
  test('name and ID number must both match, and the refusal is the same, byte for byte, whichever is wrong', async () => {
    const [employer, someone, other] = [await on.makeEmployer(), await on.graduate(), await on.graduate({ name: '龚𬭎' })];
    const wrong = await Promise.all([
      on.invite(employer, { ...someone, name: '阿依古丽·买买题' }),
      on.invite(employer, { ...someone, idNumber: idNumberOf(990) }),
      on.invite(employer, { ...someone, idNumber: other.idNumber }),
      on.invite(employer, { name: '查无此人', idNumber: idNumberOf(991) }),
    ]);
    for (const answer of wrong) {
      assert.equal(answer.statusCode, 409);
      assert.equal(code(answer), 'graduate-not-matched');
      assert.equal(answer.body, wrong[0]?.body);
    }
    const { count } = await on.database.one(unnamed<{ count: number }>('select count(*)::int as count from destination_case'));
    assert.equal(count, 0);
  });

  test('a number that cannot be one is told at its field, before anybody is looked for', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const mistyped = `${someone.idNumber.slice(0, 17)}${someone.idNumber.endsWith('1') ? '2' : '1'}`;
    for (const [idNumber, sentence] of [
      [mistyped, '身份证号校验位不符，请逐位核对'],
      [someone.idNumber.slice(0, 17), '身份证号应为 18 位，请核对是否多填或漏填'],
    ] as const) {
      const answer = await on.invite(employer, { ...someone, idNumber });
      assert.deepEqual([answer.statusCode, answer.json().fields], [422, { idNumber: sentence }]);
    }
  });

  test('a name is compared as names are written, a number with or without spaces, x or X', async () => {
    const employer = await on.makeEmployer();
    const dotted = await on.graduate({ name: '迪丽娜尔·吐尔逊' });
    assert.equal((await on.invite(employer, { ...dotted, name: ' 迪丽娜尔•吐尔逊 ' })).statusCode, 200);
    const rare = await on.graduate({ name: '㛃䶮𬭎' });
    const spaced = `${rare.idNumber.slice(0, 6)} ${rare.idNumber.slice(6, 14)} ${rare.idNumber.slice(14)}`;
    const answer = await on.invite(employer, { ...rare, idNumber: spaced });
    assert.equal(answer.statusCode, 200, answer.body);
    const serial = Array.from({ length: 900 }, (_, at) => at + 50).find(at => idNumberOf(at).endsWith('X')) ?? 0;
    const withX = await on.graduate({ idNumber: idNumberOf(serial) });
    assert.equal((await on.invite(employer, { ...withX, idNumber: withX.idNumber.toLowerCase() })).statusCode, 200);
  });

  test('who has no ID card is found by passport', async () => {
    const [employer, guest] = [
      await on.makeEmployer(),
      await on.graduate({ name: 'Maria Silva', documentType: 'passport', idNumber: 'FZ123456' }),
    ];
    assert.equal((await on.invite(employer, { ...guest, idNumber: 'fz123456' })).statusCode, 200);
  });

  test('who is of several cohorts is invited in the one that is worked on, as a sign-in opens it', async () => {
    const [employer, earlier] = [await on.makeEmployer(), await on.graduate({ cohort: 2027 })];
    const { name, idNumber } = earlier;
    // A master's programme: the same person, on the roster of a cohort that begins in September.
    await on.graduate({ cohort: 2029, name, idNumber, schoolId: 2 });
    const answer = await on.invite(employer, earlier);
    assert.equal(answer.statusCode, 200, answer.body);
    assert.match(answer.json().ref, /^1-/);
  });

  test('fifty look-ups that find nobody are the day’s last; the next day begins anew, and other employers are not touched', async () => {
    const [employer, other, someone] = [await on.makeEmployer(), await on.makeEmployer(), await on.graduate()];
    await on.database.execute(unnamed('insert into employer_look_up (employer_id, day, misses) values ($1, $2, 48)'), [
      employer.employerId,
      '2027-03-10',
    ]);
    const miss = () => on.invite(employer, { name: '查无此人', idNumber: idNumberOf(992) });
    assert.deepEqual([code(await miss()), code(await miss())], ['graduate-not-matched', 'graduate-not-matched']);
    const answer = await miss();
    assert.deepEqual([answer.statusCode, code(answer)], [429, 'look-ups-used-up']);
    assert.equal(code(await on.invite(employer, someone)), 'look-ups-used-up');
    assert.equal((await on.invite(other, someone)).statusCode, 200);
    on.clock.set('2027-03-10T16:00:00Z'); // midnight in Beijing
    assert.equal((await on.invite(employer, someone)).statusCode, 200);
    on.clock.set('2027-03-10T02:00:00Z');
  });

  test('many look-ups at once are no way around the limit', async () => {
    const employer = await on.makeEmployer();
    await on.database.execute(unnamed('insert into employer_look_up (employer_id, day, misses) values ($1, $2, 45)'), [
      employer.employerId,
      '2027-03-10',
    ]);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => on.invite(employer, { name: '查无此人', idNumber: idNumberOf(993) })),
    );
    assert.equal(answers.filter(answer => code(answer) === 'graduate-not-matched').length, 5);
    assert.equal(answers.filter(answer => code(answer) === 'look-ups-used-up').length, 15);
  });
});

describe('who may not be invited, and by whom', () => {
  test('training modes 21 and 41, a lapsed graduate, a closed cohort, a closed module', async () => {
    const employer = await on.makeEmployer();
    for (const trainingMode of ['21', '41'])
      assert.equal(code(await on.invite(employer, await on.graduate({ trainingMode }))), 'mode-may-not-sign');
    const lapsed = await on.graduate();
    await on.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1'), [lapsed.graduateId, on.clock.now()]);
    assert.equal(code(await on.invite(employer, lapsed)), 'lapsed');
    assert.equal(code(await on.invite(employer, await on.graduate({ cohort: 2029 }))), 'cohort-not-open');
    const elsewhere = await on.graduate({ schoolId: 2 });
    await on.database.execute(unnamed(`update school set settings = '{"modules": {"destinations": false}}' where id = 2`));
    assert.equal(code(await on.invite(employer, elsewhere)), 'module-closed');
    await on.database.execute(unnamed(`update school set settings = '{}' where id = 2`));
    assert.equal((await on.invite(employer, elsewhere)).statusCode, 200);
  });

  test('an employer that has never been qualified, and it learns nothing of the graduate', async () => {
    const [employer, someone] = [await on.makeEmployer({ qualified: false }), await on.graduate()];
    assert.equal(code(await on.invite(employer, someone)), 'employer-not-qualified');
    assert.equal(code(await on.invite(employer, { name: '查无此人', idNumber: idNumberOf(994) })), 'employer-not-qualified');
  });

  test('staff, graduates and strangers do not invite', async () => {
    const someone = await on.graduate();
    const staff = [await on.makeStaff('department'), await on.makeStaff('school'), await on.makeStaff('schoolAdmin'), someone];
    for (const who of staff) assert.equal((await on.invite(who, someone)).statusCode, 403);
    const answer = await on.send(undefined, 'POST', '/api/invitations', { graduateName: '甲' });
    assert.equal(answer.statusCode, 401);
  });
});

describe('what', () => {
  test('name and code of the employer are the certified ones, whatever is sent', async () => {
    const employer = await on.makeEmployer({ name: '厦门鹭岛星河智能装备制造与工业软件研究院股份有限公司第三分公司' });
    const ref = await on.invited(employer, await on.graduate());
    const row = await on.row(ref);
    const form = on.vault.openJson(row.formSealed);
    assert.ok(typeof form === 'object' && form !== null && 'employerName' in form && 'uscc' in form);
    assert.deepEqual([row.employerName, row.uscc], [employer.name, employer.uscc]);
    assert.deepEqual([form.employerName, form.uscc], [employer.name, employer.uscc]);
  });

  test('the hukou block is asked for where the hukou is with the school, and dropped where not', async () => {
    const employer = await on.makeEmployer();
    const without = { hukouType: '', hukouRegionCode: '', hukouAddress: '' };
    const refused = await on.invite(employer, await on.graduate({ hukouTransferred: true }), { agreement: without });
    assert.equal(refused.statusCode, 422);
    assert.deepEqual(Object.keys(refused.json().fields).toSorted(), [
      'agreement.hukouAddress',
      'agreement.hukouRegionCode',
      'agreement.hukouType',
    ]);
    const ref = await on.invited(employer, await on.graduate({ hukouTransferred: false }));
    const kept = on.vault.openJson((await on.row(ref)).formSealed);
    assert.ok(typeof kept === 'object' && kept !== null && !('hukouType' in kept));
  });

  test('faults are given by field, in Chinese', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const answer = await on.invite(employer, someone, { validityDays: 31, agreement: { ...agreement, jobTitle: ' ' } });
    assert.equal(answer.statusCode, 422);
    assert.deepEqual(Object.keys(answer.json().fields).toSorted(), ['agreement.jobTitle', 'validityDays']);
    for (const sentence of Object.values<string>(answer.json().fields)) assert.match(sentence, /\p{Script=Han}/u);
  });

  test('answers until the day after the last day, 00:00 in Beijing', async () => {
    const employer = await on.makeEmployer();
    for (const [validityDays, respondBy] of [
      [1, '2027-03-11T16:00:00.000Z'],
      [3, '2027-03-13T16:00:00.000Z'],
      [30, '2027-04-09T16:00:00.000Z'],
    ] as const) {
      const answer = await on.invite(employer, await on.graduate(), { validityDays });
      assert.equal(answer.json().respondBy, respondBy);
      assert.equal((await on.row(answer.json().ref)).dueAt?.toISOString(), respondBy);
    }
  });
});

describe('one open invitation per employer and graduate', () => {
  test('a second one is refused; another employer’s is not, nor one to somebody who holds a destination', async () => {
    const [employer, other, someone] = [await on.makeEmployer(), await on.makeEmployer(), await on.graduate()];
    const ref = await on.invited(employer, someone);
    assert.equal(code(await on.invite(employer, someone)), 'invitation-open');
    const accepted = await on.act(someone, ref, 'accept', on.consent(someone));
    assert.equal(accepted.statusCode, 200, accepted.body);
    assert.equal((await on.invite(other, someone)).statusCode, 200);
  });

  test('five at once with keys of their own: one is sent', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const answers = await Promise.all(Array.from({ length: 5 }, () => on.invite(employer, someone)));
    assert.deepEqual(answers.map(answer => answer.statusCode).toSorted(), [200, 409, 409, 409, 409]);
    assert.ok(answers.every(answer => answer.statusCode === 200 || code(answer) === 'invitation-open'));
  });

  test('again after it was declined or recalled', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const first = await on.invited(employer, someone);
    assert.equal((await on.act(someone, first, 'decline', { reason: '工作地点不合适', text: '离家太远' })).statusCode, 200);
    const second = await on.invited(employer, someone);
    assert.equal((await on.act(employer, second, 'recall')).statusCode, 200);
    await on.invited(employer, someone);
  });

  test('again from the moment at which it runs out, whether or not the clock has run, and not a millisecond before', async () => {
    const [employer, someone] = [await on.makeEmployer(), await on.graduate()];
    const ref = await on.invited(employer, someone);
    const dueAt = (await on.row(ref)).dueAt?.getTime() ?? 0;
    on.clock.set(new Date(dueAt - 1));
    assert.equal(code(await on.invite(employer, someone)), 'invitation-open');
    on.clock.set(new Date(dueAt));
    const answers = await Promise.all([1, 2, 3].map(() => on.invite(employer, someone)));
    assert.deepEqual(
      answers.map(answer => answer.statusCode).toSorted(),
      [200, 409, 409],
      answers.map(({ body }) => body).join(),
    );
    assert.equal((await on.row(ref)).state, 'expired');
    on.clock.set('2027-03-10T02:00:00Z');
  });
});

test('counters and histories agree with the cases', async () => {
  await countersAgree(on.database);
  assert.ok((await historiesReplay(on.database)) > 10);
});
