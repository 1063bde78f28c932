import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, test } from 'node:test';
import { z } from 'zod';
import { destinationTypes, offeredTypes } from '#domain/codes/destination-types.ts';
import { countersAgree, type Graduate, historiesReplay, startCases, type TestCases } from '#server/cases/testing/cases.ts';
import { faulty, filledForm, refused, startFlows, type TestFlows } from '#server/cases/testing/flows.ts';
import { unnamed } from '#server/platform/postgres/postgres.ts';
import { untilWaiting } from '#server/platform/testing/waiting.ts';

let on: TestCases;
let flow: TestFlows;
before(async () => {
  on = await startCases();
  flow = await startFlows(on);
});
after(async () => {
  await countersAgree(on.database);
  await historiesReplay(on.database);
  await on.stop();
});
beforeEach(() => on.clock.set('2027-03-10T02:00:00Z'));

const because = { reason: '其他', text: '请核对材料' };
const oneOf = { 本科: '21', 博士: '11', 专科: '31', 硕士: '14' };

describe('types', () => {
  /** By level and mode, written from the guide's list and not from the table. */
  const only = {
    [oneOf.专科]: { has: ['80.01'], lacks: ['80.02', '80.03', '27.03', '10.09'] },
    [oneOf.本科]: { has: ['80.02', '80.03'], lacks: ['80.01', '27.03', '10.09'] },
    [oneOf.硕士]: { has: ['80.02'], lacks: ['80.01', '80.03', '27.03', '10.09'] },
    [oneOf.博士]: { has: ['27.03'], lacks: ['80.01', '80.02', '80.03', '10.09'] },
  };
  const offered = async (who: Parameters<TestCases['send']>[0]): Promise<string[]> => {
    const { groups } = flow.passed(await on.send(who, 'GET', '/api/graduate/destination-types')).json();
    return groups.flatMap(({ types }: { types: { code: string }[] }) => types.map(({ code }) => code));
  };

  for (const [level, { has, lacks }] of Object.entries(only))
    test(`of level ${level}: offered where they fit, refused where they do not`, async () => {
      const who = await on.graduate();
      await flow.roster(who, { educationLevel: level });
      const codes = await offered(who);
      for (const code of [...has, '70.01', '10.02', '10.03', '85.01']) assert.ok(codes.includes(code), code);
      for (const code of lacks) {
        assert.ok(!codes.includes(code), code);
        refused(await flow.begin(who, code), 'type-does-not-fit');
      }
    });

  test('21 and 41 have 10.09 and nothing else; 22 and 42 have it among the others', async () => {
    for (const mode of ['21', '41', '22', '42']) {
      const who = await on.graduate();
      await flow.roster(who, { trainingMode: mode, directedUnit: '厦门市演示教育局' });
      const codes = await offered(who);
      const fixed = mode.endsWith('1');
      assert.ok(codes.includes('10.09'));
      assert.equal(codes.length === 1, fixed, mode);
      for (const type of ['70.01', '80.01', '10.02', '10.03'])
        if (fixed) assert.ok([409, 422].includes((await flow.begin(who, type)).statusCode), `${mode} ${type}`);
        else flow.passed(await flow.begin(who, type));
    }
  });

  test('no such type, and a type of another kind, is not found', async () => {
    const who = await on.graduate();
    for (const type of ['10.01', '99.99', '', '__proto__']) refused(await flow.begin(who, type), 'not-found');
  });

  test('every type that fits is handed in with what it asks for, approved and reported', async () => {
    const types = new Set([...offeredTypes('31', '1'), ...offeredTypes('11', '1'), ...offeredTypes('21', '1')]);
    const others = [...types].filter(({ flow }) => flow === 'other-destination');
    assert.equal(others.length, destinationTypes.filter(({ flow }) => flow === 'other-destination').length - 1);
    for (const { code, eligibleLevels } of others) {
      const who = await on.graduate();
      const level = eligibleLevels === 'all' ? '本科' : eligibleLevels[0];
      await flow.roster(who, { educationLevel: level === '博士研究生' ? '11' : level === '本科' ? '21' : '31' });
      const ref = await flow.submitted(who, code).catch(error => assert.fail(`${code}: ${error}`));
      await flow.approved(ref);
      assert.equal(await flow.state(ref), 'registered', code);
    }
    await on.drain();
    const { count } = await on.database.one(
      unnamed<{ count: number }>(`select count(*)::int from registry_record where part = 'destination'`),
    );
    assert.equal(count, others.length);
  });

  test('evidence: of all required items one each, of any one, or none', async () => {
    const who = await on.graduate();
    const all = await flow.begun(who, '75.03');
    faulty(await flow.submit(who, all, filledForm('75.03')), 'input.files');
    await flow.enclose(all, 'evidence', 0);
    faulty(await flow.submit(who, all, filledForm('75.03')), 'input.files');
    await flow.enclose(all, 'evidence', 0);
    faulty(await flow.submit(who, all, filledForm('75.03')), 'input.files');
    await flow.enclose(all, 'evidence', 1);
    flow.passed(await flow.submit(who, all, filledForm('75.03')));
    const free = await on.graduate();
    const any = await flow.begun(free, '80.01');
    faulty(await flow.submit(free, any, filledForm('80.01')), 'input.files');
    await flow.enclose(any, 'scan', 0);
    faulty(await flow.submit(free, any, filledForm('80.01')), 'input.files');
    await flow.enclose(any, 'evidence', 1);
    flow.passed(await flow.submit(free, any, filledForm('80.01')));
    const idle = await on.graduate();
    await flow.submitted(idle, '70.01', []);
    const optional = await on.graduate();
    await flow.submitted(optional, '12.01', [0]);
  });
});

describe('定向/委培', () => {
  const unit = '福建省演示县教育局';
  const forged = { employerName: '厦门假冒单位有限公司', employerRegionCode: '350200' };

  test('the unit is the roster’s, whatever is sent with saving, submitting and amending', async () => {
    const who = await on.graduate();
    await flow.roster(who, { trainingMode: '22', directedUnit: unit });
    const ref = await flow.begun(who, '10.09');
    assert.equal((await on.row(ref)).employerName, unit);
    const isRoster = async () => {
      const row = await on.row(ref);
      const form = z.record(z.string(), z.string()).parse(on.vault.openJson(row.formSealed));
      assert.deepEqual([row.employerName, form.employerName, form.employerRegionCode], [unit, unit, '350203']);
    };
    flow.passed(await flow.save(who, ref, { ...filledForm('10.09'), ...forged }));
    await isRoster();
    flow.passed(await flow.submit(who, ref, { ...filledForm('10.09'), ...forged }));
    await isRoster();
    const amended = { destinationType: '10.09', form: { ...filledForm('10.09'), ...forged, archiveAddress: '演示路 9 号' } };
    flow.passed(await on.act(flow.department, ref, 'amend', amended));
    await isRoster();
    await flow.approved(ref);
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['10.09', ref]);
  });

  test('a roster without the unit stops at that field', async () => {
    const who = await on.graduate();
    await flow.roster(who, { trainingMode: '22' });
    const ref = await flow.begun(who, '10.09');
    faulty(
      await flow.submit(who, ref, { ...filledForm('10.09'), ...forged }),
      'input.form.employerName',
      'input.form.employerRegionCode',
    );
  });
});

describe('amending', () => {
  test('evidence keeps its names with the type, and loses them with another', async () => {
    const ref = await flow.submitted(await on.graduate(), '75.03');
    const itemsAfter = async (destinationType: string) => {
      flow.passed(await on.act(flow.department, ref, 'amend', { destinationType, form: filledForm(destinationType) }));
      return (await on.page(flow.department, ref)).json().files.map(({ item }: { item: number | null }) => item);
    };
    assert.deepEqual(await itemsAfter('75.03'), [0, 1]);
    assert.deepEqual(await itemsAfter('76.01'), [null, null]);
  });

  test('type and form change, counters move by type, both versions are kept, the graduate is told', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '75.03');
    const before = await on.row(ref);
    flow.passed(await on.act(flow.department, ref, 'amend', { destinationType: '76.01', form: filledForm('76.01') }));
    await countersAgree(on.database);
    assert.equal(await flow.state(ref), 'reviewing.department', 'still to be decided');
    const [kept] = await on.database.query(
      unnamed<{ evidenceSealed: Buffer }>(`select evidence_sealed from case_history where case_id = $1 and action = 'amend'`),
      [Number(ref.split('-')[1])],
    );
    assert.ok(kept);
    const evidence = z.object({ before: z.unknown(), changes: z.array(z.object({ label: z.string(), to: z.string() })) });
    const { before: replaced, changes } = evidence.parse(on.vault.openJson(kept.evidenceSealed));
    assert.deepEqual(replaced, { destinationType: '75.03', form: on.vault.openJson(before.formSealed) });
    assert.deepEqual(changes[0], { label: '去向类型', to: '自由职业' });
    const { history } = (await on.page(flow.department, ref)).json();
    assert.deepEqual(history.at(-1).changes[0], {
      key: 'destinationType',
      label: '去向类型',
      from: '自主创业（电子商务）',
      to: '自由职业',
    });
    await on.drain();
    assert.equal((await flow.titles(who, ref)).length, 1);
    flow.passed(await on.act(who, ref, 'withdraw'));
    const draft = (await flow.draft(who, ref)).json();
    assert.deepEqual([draft.destinationType, draft.form.occupationKind], ['76.01', filledForm('76.01').occupationKind]);
    faulty(await flow.submit(who, ref, filledForm('76.01')), 'input.files');
    await flow.enclose(ref, 'evidence', 0);
    flow.passed(await flow.submit(who, ref, filledForm('76.01')));
    await flow.approved(ref);
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['76.01', ref]);
  });

  test('not to a type of another flow or one that does not fit, not with faults, not by the other level or the graduate', async () => {
    const who = await on.graduate();
    const ref = await flow.submitted(who, '76.01');
    for (const destinationType of ['10.02', '10.03', '10.01', '80.02', '27.03', '10.09', 'nothing'])
      refused(await on.act(flow.department, ref, 'amend', { destinationType, form: {} }), 'type-does-not-fit');
    const { workDescription: _, ...rest } = filledForm('76.01');
    faulty(await on.act(flow.department, ref, 'amend', { destinationType: '76.01', form: rest }), 'input.form.workDescription');
    const whole = { destinationType: '76.01', form: filledForm('76.01') };
    refused(await on.act(flow.school, ref, 'amend', whole), 'not-yours');
    refused(await on.act(who, ref, 'amend', whole), 'not-yours');
    flow.passed(await on.act(flow.department, ref, 'approve'));
    flow.passed(await on.act(flow.school, ref, 'amend', whole));
    flow.passed(await on.act(flow.school, ref, 'approve'));
    refused(await on.act(flow.school, ref, 'amend', whole), 'not-possible-here');
    assert.equal((await on.row(ref)).version, 5);
  });
});

describe('voiding', () => {
  const registered = async (type: string) => {
    const who = await on.graduate();
    return { who, ref: await flow.approved(await flow.submitted(who, type)) };
  };

  test('at once: the hold ends, the report is cleared', async () => {
    const { who, ref } = await registered('76.01');
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['76.01', ref]);
    flow.passed(await on.act(who, ref, 'void'));
    assert.deepEqual([await flow.state(ref), (await on.row(ref)).holds], ['voided', false]);
    await on.drain();
    assert.equal(await flow.reported(who), undefined);
    flow.passed(await flow.submit(who, await flow.begun(who, '70.01'), filledForm('70.01')));
  });

  test('reviewed where the school has set so: held and reported until both levels have passed it; 未就业 at once all the same', async () => {
    await flow.set({ voiding: 'review' });
    const { who, ref } = await registered('76.01');
    flow.passed(await on.act(who, ref, 'void'));
    assert.deepEqual([await flow.state(ref), (await on.row(ref)).holds], ['voiding.department', true]);
    flow.passed(await on.act(who, ref, 'withdraw'));
    assert.equal(await flow.state(ref), 'registered');
    flow.passed(await on.act(who, ref, 'void'));
    flow.passed(await on.act(flow.department, ref, 'reject', because));
    assert.equal(await flow.state(ref), 'registered');
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['76.01', ref]);
    flow.passed(await on.act(who, ref, 'void'));
    await flow.approved(ref);
    await on.drain();
    assert.deepEqual([await flow.state(ref), await flow.reported(who)], ['voided', undefined]);
    const idle = await registered('72.01');
    flow.passed(await on.act(idle.who, idle.ref, 'void'));
    assert.equal(await flow.state(idle.ref), 'voided');
    await flow.set({});
  });

  test('a destination whose voiding was asked for before its report is still reported: it is in force until the voiding is approved', async () => {
    await flow.set({ voiding: 'review' });
    const { who, ref } = await registered('76.01');
    flow.passed(await on.act(who, ref, 'void'));
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['76.01', ref]);
    await flow.set({});
  });

  test('an older draft handed in after a newer destination was voided is what is reported, archive and hukou too', async () => {
    const who = await on.graduate();
    const older = await flow.begun(who, '70.02');
    const newer = await flow.approved(await flow.submitted(who, '76.01'));
    await on.drain();
    flow.passed(await on.act(who, newer, 'void'));
    const archived = await flow.begun(who, '75.03');
    await on.drain();
    flow.passed(await on.act(who, older, 'discard'));
    const last = await flow.approved(await flow.submitted(who, '75.01'));
    await on.drain();
    flow.passed(await on.act(who, last, 'void'));
    for (const item of [0, 1]) await flow.enclose(archived, 'evidence', item);
    flow.passed(await flow.submit(who, archived, { ...filledForm('75.03'), archiveAddress: '最后填写的地址 3 号' }));
    await flow.approved(archived);
    await on.drain();
    const parts = await on.registry.read(who);
    assert.deepEqual(await flow.reported(who), ['75.03', archived]);
    const archive = parts.find(({ part }) => part === 'archive');
    assert.match(archive?.content.receiverAddress ?? '', /最后填写的地址/);
    assert.equal(archive?.note, null);
  });
});

describe('作废并接受', () => {
  test('who holds an 未就业 destination gives it up with the acceptance, both or neither', async () => {
    const [who, employer] = [await on.graduate(), await on.makeEmployer()];
    const idle = await flow.approved(await flow.submitted(who, '70.01'));
    await on.drain();
    const ref = await on.invited(employer, who);
    refused(await on.act(who, ref, 'accept', on.consent(who)), 'other-hold');
    const wrong = { agreed: true, proof: { method: 'name', name: '错名' }, voidFirst: true };
    faulty(await on.act(who, ref, 'accept', wrong), 'input.proof.name');
    assert.equal(await flow.state(idle), 'registered', 'nothing was given up');
    flow.passed(await on.act(who, ref, 'accept', { ...on.consent(who), voidFirst: true }));
    assert.deepEqual([await flow.state(idle), await flow.state(ref)], ['voided', 'reviewing.department']);
    await on.drain();
    assert.equal(await flow.reported(who), undefined);
    await flow.approved(ref);
    await on.drain();
    assert.deepEqual(await flow.reported(who), ['10.01', ref]);
  });

  test('under review, passed by the department, returned or withdrawn: it gives way as well, to an invitation and to another way', async () => {
    const employer = await on.makeEmployer();
    const why = { reason: '其他', text: '请核对' };
    const turns = {
      'reviewing.department': async () => undefined,
      'reviewing.school': async (ref: string) => on.act(await on.makeStaff('department'), ref, 'approve'),
      returned: async (ref: string) => on.act(await on.makeStaff('department'), ref, 'return', why),
      withdrawn: async (ref: string, who: Graduate) => on.act(who, ref, 'withdraw'),
    };
    for (const [state, turn] of Object.entries(turns)) {
      const who = await on.graduate();
      const idle = await flow.submitted(who, '70.01');
      await turn(idle, who);
      assert.equal(await flow.state(idle), state);
      const ref = await on.invited(employer, who);
      assert.equal((await on.page(who, ref)).json().voidable.ref, idle);
      flow.passed(await on.act(who, ref, 'accept', { ...on.consent(who), voidFirst: true }));
      assert.deepEqual([await flow.state(idle), await flow.state(ref)], ['voided', 'reviewing.department'], state);
    }
    const who = await on.graduate();
    const idle = await flow.submitted(who, '70.01');
    const listed = (await on.send(who, 'GET', '/api/graduate/destination-types')).json();
    assert.deepEqual([listed.voidable.ref, listed.held], [idle, null]);
    const other = await flow.begun(who, '76.01');
    for (const item of [0, 1]) await flow.enclose(other, 'evidence', item);
    const form = filledForm('76.01');
    const [field = ''] = Object.keys(form);
    refused(await on.act(who, other, 'submit', { form }), 'other-hold');
    assert.equal((await on.send(who, 'GET', `/api/cases/${other}/draft`)).json().voidable.ref, idle);
    faulty(await on.act(who, other, 'submit', { form: { ...form, [field]: '' }, voidFirst: true }), `input.form.${field}`);
    assert.equal(await flow.state(idle), 'reviewing.department', 'nothing was given up');
    flow.passed(await on.act(who, other, 'submit', { form, voidFirst: true }));
    assert.deepEqual([await flow.state(idle), await flow.state(other)], ['voided', 'reviewing.department']);
    await countersAgree(on.database);
  });

  test('one that somebody else voids at the same moment blocks nothing', async () => {
    const [who, employer] = [await on.graduate(), await on.makeEmployer()];
    const idle = await flow.approved(await flow.submitted(who, '70.01'));
    const ref = await on.invited(employer, who);
    // Both queue for the row that this transaction holds, and get it in the order in which they came.
    const late = await on.database.transaction(async tx => {
      await tx.execute(unnamed('select from destination_case where id = $1 for update'), [Number(idle.split('-')[1])]);
      const voided = on.act(who, idle, 'void');
      await untilWaiting(on.database, 1);
      const accepted = on.act(who, ref, 'accept', { ...on.consent(who), voidFirst: true });
      await untilWaiting(on.database, 2);
      return [voided, accepted];
    });
    for (const answer of await Promise.all(late)) flow.passed(answer);
    assert.deepEqual([await flow.state(idle), await flow.state(ref)], ['voided', 'reviewing.department']);
  });

  test('no other destination is given up so, and no other action gives one up', async () => {
    const [who, employer] = [await on.graduate(), await on.makeEmployer()];
    const held = await flow.approved(await flow.submitted(who, '76.01'));
    const ref = await on.invited(employer, who);
    refused(await on.act(who, ref, 'accept', { ...on.consent(who), voidFirst: true }), 'other-hold');
    assert.equal(await flow.state(held), 'registered');
    const [idle] = [await on.graduate()];
    const kept = await flow.approved(await flow.submitted(idle, '70.01'));
    const declined = await on.invited(employer, idle);
    await on.act(idle, declined, 'decline', { voidFirst: true });
    assert.equal(await flow.state(kept), 'registered', 'a refusal gives nothing up');
  });
});
