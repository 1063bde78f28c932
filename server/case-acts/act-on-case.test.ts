import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { expireCase, expireOverdue } from '#server/case-effects/expire-case.ts';
import { type Employer, type Graduate, type Someone, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { sqlState, unnamed, violatedConstraint } from '#server/platform/postgres/postgres.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';

let on: TestCases;
let employer: Employer;
let other: Employer;
let department: Someone;
before(async () => {
  on = await startCases();
  employer = await on.makeEmployer();
  other = await on.makeEmployer();
  department = await on.makeStaff('department', { name: '罗老师' });
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

describe('the deadline', () => {
  test('an answer a millisecond before it is taken, at it refused, although the clock has not run', async () => {
    for (const [action, who] of [
      ['accept', 'graduate'],
      ['decline', 'graduate'],
      ['recall', 'employer'],
    ] as const) {
      on.clock.set('2027-03-10T02:00:00Z');
      const [early, late] = [await on.graduate(), await on.graduate()];
      const refs = [await on.invited(employer, early), await on.invited(employer, late)] as const;
      const act = (graduate: Graduate, ref: string) =>
        on.act(who === 'graduate' ? graduate : employer, ref, action, action === 'accept' ? on.consent(graduate) : {});
      on.clock.set('2027-03-13T15:59:59.999Z');
      passed(await act(early, refs[0]));
      on.clock.set('2027-03-13T16:00:00Z');
      const refused = await act(late, refs[1]);
      assert.deepEqual([refused.statusCode, code(refused)], [409, 'too-late'], action);
      assert.equal((await on.row(refs[1])).state, 'invited');
    }
  });

  test('the clock moves it exactly then; who answered is left alone; the sweep finds what a lost job left behind', async () => {
    const [answered, silent, lost] = [await on.graduate(), await on.graduate(), await on.graduate()];
    const refs = [
      await on.invited(employer, answered),
      await on.invited(employer, silent),
      await on.invited(employer, lost),
    ] as const;
    passed(await on.act(answered, refs[0], 'accept', on.consent(answered)));
    const states = async () => Promise.all(refs.map(async ref => (await on.row(ref)).state));
    on.clock.set('2027-03-13T15:59:59.999Z');
    await expireOverdue(on.platform);
    for (const ref of refs) await expireCase(on.platform, { schoolId: 1, caseId: Number(ref.split('-')[1]) });
    assert.deepEqual(await states(), ['reviewing.department', 'invited', 'invited']);
    await on.database.execute(unnamed(`delete from graphile_worker._private_jobs where key = 'cases.expire:' || $1`), [refs[2]]);
    on.clock.set('2027-03-13T16:00:00Z');
    assert.deepEqual(await on.drain(), []);
    assert.deepEqual(await states(), ['reviewing.department', 'expired', 'invited']);
    assert.ok((await expireOverdue(on.platform)) > 0);
    assert.deepEqual(await states(), ['reviewing.department', 'expired', 'expired']);
    assert.equal(await expireOverdue(on.platform), 0);
    const again = await accept(silent, refs[1]);
    assert.equal(code(again), 'not-possible-here');
  });

  test('an invitation to a lapsed graduate is frozen until they are back', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    const lapse = (at: Date | null) =>
      on.database.execute(unnamed('update graduate set lapsed_at = $2 where id = $1'), [who.graduateId, at]);
    await lapse(on.clock.now());
    for (const [actor, action] of [
      [who, 'decline'],
      [employer, 'recall'],
    ] as const)
      assert.equal(code(await on.act(actor, ref, action)), 'lapsed');
    assert.equal(code(await accept(who, ref)), 'lapsed');
    on.clock.set('2027-03-13T16:00:00Z');
    await on.drain();
    await expireOverdue(on.platform);
    assert.equal(await expireOverdue(on.platform), 0, 'who lapsed does not crowd out the others');
    assert.equal((await on.row(ref)).state, 'invited');
    await lapse(null);
    await expireOverdue(on.platform);
    assert.equal((await on.row(ref)).state, 'expired');
  });
});

describe('accepting is a deliberate act', () => {
  test('by one’s name, in any spelling of its dot, rare characters included; the evidence is kept, sealed', async () => {
    const names: [string, string][] = [
      ['阿依古丽·买买提', '阿依古丽•买买提'],
      ['阿依古丽·买买提', ' 阿依古丽・买买提 '],
      ['阿依古丽·买买提', '阿依古丽. 买买提'],
      ['龚𬭎', '龚𬭎'],
      ['㛃䶮', '㛃 䶮'],
    ];
    for (const [name, typed] of names) {
      const who = await on.graduate({ name });
      const ref = await on.invited(employer, who);
      passed(await on.act(who, ref, 'accept', { agreed: true, proof: { method: 'name', name: typed } }));
      const { evidenceSealed } = await on.database.one(
        unnamed<{ evidenceSealed: Buffer }>(`select evidence_sealed from case_history where case_id = $1 and action = 'accept'`),
        [Number(ref.split('-')[1])],
      );
      assert.deepEqual(on.vault.openJson(evidenceSealed), {
        consent: 'name',
        at: '2027-03-10T02:00:00.000Z',
        addressPrefix: '127.0.0',
        device: 'Mozilla/5.0 (Linux; Android 15) Chrome/140.0',
      });
    }
  });

  test('a wrong name, no tick, nothing at all: refused at the field, and nothing is left behind', async () => {
    const who = await on.graduate({ name: '龚𬭎' });
    const ref = await on.invited(employer, who);
    const before = await traces(ref);
    for (const [input, field] of [
      [{ agreed: true, proof: { method: 'name', name: '龚铖' } }, 'input.proof.name'],
      [{ agreed: true, proof: { method: 'name', name: '' } }, 'input.proof.name'],
      [{ agreed: false, proof: { method: 'name', name: '龚𬭎' } }, 'input.agreed'],
      [{ agreed: true }, 'input.proof'],
      [{ agreed: true, proof: { method: 'sms', code: '12345' } }, 'input.proof.code'],
      [{ agreed: true, proof: { method: 'sms', code: '000000' } }, 'input.proof.code'],
    ] as const) {
      const refused = await on.act(who, ref, 'accept', input);
      assert.deepEqual([refused.statusCode, code(refused)], [422, 'invalid-input']);
      assert.deepEqual(Object.keys(refused.json().fields ?? {}), [field]);
    }
    assert.deepEqual(await traces(ref), before);
  });

  test('by a code to one’s own phone, good for one acceptance', async () => {
    const [who, stranger] = [await on.graduate({ name: '㛃䶮' }), await on.graduate()];
    const [ref, second, foreign] = [
      await on.invited(employer, who),
      await on.invited(other, who),
      await on.invited(employer, stranger),
    ];
    const asked = await on.send(who, 'POST', '/api/graduate/consent-codes');
    passed(asked);
    const sms = on.platform.sent.at(-1);
    assert.equal(sms?.phone, who.phone);
    const input = { agreed: true, proof: { method: 'sms', code: sms?.params.code } };
    assert.equal(code(await on.act(stranger, foreign, 'accept', input)), 'invalid-input', 'not for somebody else');
    passed(await on.act(who, ref, 'accept', input));
    assert.notEqual((await on.act(who, second, 'accept', input)).statusCode, 200);
    assert.equal((await on.row(second)).state, 'invited');
  });

  test('a code that a refusal met is still good', async () => {
    const who = await on.graduate();
    const ref = await on.invited(employer, who);
    passed(await on.send(who, 'POST', '/api/graduate/consent-codes'));
    const input = { agreed: true, proof: { method: 'sms', code: on.platform.sent.at(-1)?.params.code } };
    const closeModule = (open: boolean) =>
      on.database.execute(unnamed('update school set settings = $1 where id = 1'), [
        JSON.stringify({ modules: { destinations: open } }),
      ]);
    await closeModule(false);
    assert.equal(code(await on.act(who, ref, 'accept', input)), 'module-closed');
    await closeModule(true);
    passed(await on.act(who, ref, 'accept', input));
  });
});

describe('one destination', () => {
  test('while one holds, another invitation can be read and not answered, and says which one and what would free it', async () => {
    const { who } = await reviewing();
    const ref = await on.invited(other, who);
    const page = (await on.page(who, ref)).json();
    for (const action of ['accept', 'decline'])
      assert.equal(page.actions.find((button: { action: string }) => button.action === action).obstacle.code, 'other-hold');
    for (const refused of [await accept(who, ref), await on.act(who, ref, 'decline')]) {
      assert.equal(code(refused), 'other-hold');
      assert.match(refused.json().about?.ref ?? '', /^1-\d+$/);
      assert.match(refused.json().about?.label ?? '', new RegExp(`^${employer.name}（学生已同意签约，等待学院审核）$`));
      assert.match(refused.json().about?.freedBy ?? '', /审核不通过/);
    }
    const cards = (await on.send(who, 'GET', '/api/graduate/cases')).json().cards;
    assert.match(cards.find((card: { ref: string }) => card.ref === ref).obstacle, /只能同时保留一项/);
  });

  test('when the hold ends, an invitation still in time can be answered again', async () => {
    const { ref, who } = await reviewing();
    const second = await on.invited(other, who);
    assert.equal(code(await accept(who, second)), 'other-hold');
    passed(await on.act(department, ref, 'reject', rejection));
    passed(await accept(who, second));
  });

  test('two acceptances at once of two invitations: exactly one wins, the other learns why', async () => {
    for (let round = 0; round < 8; round++) {
      const who = await on.graduate();
      const refs = [await on.invited(employer, who), await on.invited(other, who)];
      const answers = await Promise.all(refs.map(ref => accept(who, ref)));
      assert.deepEqual(answers.map(({ statusCode }) => statusCode).toSorted(), [200, 409]);
      assert.equal(answers.map(code).find(Boolean), 'other-hold');
      const { holding } = await on.database.one(
        unnamed<{ holding: number }>('select count(*)::int as holding from destination_case where graduate_id = $1 and holds'),
        [who.graduateId],
      );
      assert.equal(holding, 1);
    }
  });

  test('an acceptance that finds another one under way waits for it, and is refused as if it had come later', async () => {
    const who = await on.graduate();
    const [first, second] = [await on.invited(employer, who), await on.invited(other, who)];
    const late = await on.database.transaction(async tx => {
      const hold = unnamed(`update destination_case set holds = true, due_at = null, state = 'reviewing.school' where id = $1`);
      await tx.execute(hold, [Number(first.split('-')[1])]);
      const answer = accept(who, second);
      await untilWaiting(on.database, 1);
      return { answer };
    });
    const refused = await late.answer;
    assert.deepEqual([refused.statusCode, code(refused)], [409, 'other-hold']);
    assert.equal((await on.row(second)).state, 'invited');
    // The other one was written past the program, and leaves no trace for the counters: it is taken back.
    await on.database.execute(unnamed(`update destination_case set holds = false, state = 'invited' where id = $1`), [
      Number(first.split('-')[1]),
    ]);
  });

  test('the database itself keeps to one: a second hold written past the program is refused', async () => {
    const { who } = await reviewing();
    const second = await on.invited(other, who);
    const force = on.database.execute(
      unnamed(`update destination_case set holds = true, state = 'reviewing.school' where id = $1`),
      [Number(second.split('-')[1])],
    );
    await assert.rejects(
      force,
      error => sqlState(error) === '23505' && violatedConstraint(error) === 'destination_case_one_hold',
    );
  });
});
